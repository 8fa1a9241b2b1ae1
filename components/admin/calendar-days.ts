import type { CalendarChange, CalendarDayKind, Day, OfficeStretch } from "@/lib/calendar/model";
import { addDays, daysBetween, weekdayOf } from "@/lib/calendar/rules";

const mostDays = 31;
type DayFields = { from: Day; to: Day; kind: CalendarDayKind; madeUpOn: Day; status: string; name: string; source: string };

/** The days of a range that the kind can be said of: weekdays for days off, weekends for make-up days; the one worked instead comes along. */
export function daysOf({
  from,
  to,
  kind,
  madeUpOn,
}: Omit<DayFields, "status" | "name" | "source">): { on: Day; kind: CalendarDayKind }[] {
  const length = Math.max(0, daysBetween(from, to)) + 1;
  const days = Array.from({ length: Math.min(length, mostDays * 2) }, (_, i) => addDays(from, i))
    .filter((on) => weekdayOf(on) > 5 === (kind === "MAKE_UP"))
    .map((on) => ({ on, kind }));
  return kind === "SWAPPED_OFF" && madeUpOn !== "" ? [...days, { on: madeUpOn, kind: "MAKE_UP" as const }] : days;
}

/** The change a form of days asks for; what is wrong with it as the key of a sentence. */
export function dayChange(fields: DayFields): CalendarChange | "noDays" | "tooMany" {
  const days = daysOf(fields);
  if (days.length === 0) return "noDays";
  if (days.length > mostDays) return "tooMany";
  const { name, source } = fields;
  return { act: "set-days", days, status: fields.status === "EXPECTED" ? "EXPECTED" : "CONFIRMED", name, source };
}

/** 450 → "07:30". */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
/** "07:30", "7:30", "7h30" → 450; NaN for what is no time of the day. */
export function minuteOf(text: string): number {
  const found = /^([01]?\d|2[0-3])[:hH]([0-5]\d)$/.exec(text.trim());
  return found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
}
/** What the time fields of the form accept, in the browser's own words. */
export const timePattern = "([01]?[0-9]|2[0-3])[:hH][0-5][0-9]";

/** The office hours by the day they hold from, newest first, as one line each. */
export function hoursByDay<H extends OfficeStretch & { validFrom: Day }>(hours: readonly H[]): { first: H; stretches: H[] }[] {
  const groups = new Map<Day, H[]>();
  for (const stretch of hours) groups.set(stretch.validFrom, [...(groups.get(stretch.validFrom) ?? []), stretch]);
  return [...groups.values()]
    .flatMap((stretches) => (stretches[0] ? [{ first: stretches[0], stretches }] : []))
    .sort((a, b) => (a.first.validFrom < b.first.validFrom ? 1 : -1));
}
