import type { CalendarChange, CalendarDayKind, Day } from "@/lib/calendar/model";
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
  // One day is said as it is asked: a Saturday may be off where the office opens on it, and the calendar knows.
  const isOne = length === 1 && kind !== "MAKE_UP";
  const days = Array.from({ length: Math.min(length, mostDays * 2) }, (_, i) => addDays(from, i))
    .filter((on) => isOne || weekdayOf(on) > 5 === (kind === "MAKE_UP"))
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
