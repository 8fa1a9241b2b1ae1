import { weekdayWords } from "@/lib/calendar/labels";
import type { Day, OfficeStretch } from "@/lib/calendar/model";
import { type Locale, say } from "@/lib/words";

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

/** The days of a week that keep the same hours. */
export type HoursGroup = { weekdays: number[]; stretches: readonly OfficeStretch[] };

/** A week as people say it: the days that keep the same hours together, in the order of the week. Days without hours are left out. */
export function groupsOf(stretches: readonly OfficeStretch[]): HoursGroup[] {
  const groups = new Map<string, HoursGroup>();
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const own = stretches.filter((s) => s.weekdays.includes(weekday)).sort((a, b) => a.opensMinute - b.opensMinute);
    if (own.length === 0) continue;
    const key = hoursText(own);
    const group = groups.get(key);
    if (group) group.weekdays.push(weekday);
    else groups.set(key, { weekdays: [weekday], stretches: own });
  }
  return [...groups.values()];
}

/** "07:00 – 11:30, 13:30 – 17:00". */
export function hoursText(stretches: readonly OfficeStretch[]): string {
  return stretches.map((s) => `${clock(s.opensMinute)} – ${clock(s.closesMinute)}`).join(", ");
}

/** "thứ Hai – thứ Năm, thứ Bảy": three days or more in a row are said by the first and the last. */
export function weekdaysText(locale: Locale, weekdays: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of weekdays) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number) => say(locale, weekdayWords[day] ?? { vi: "", en: "" });
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0] ?? 0)} – ${name(run.at(-1) ?? 0)}`] : run.map(name))).join(", ");
}

/** One group of days as the form has it: the weekdays chosen and the four times as typed. */
export type TypedGroup = { weekdays: readonly number[]; sessions: readonly (readonly [opens: string, closes: string])[] };

/** The stretches a form asks for; what is wrong with it as the key of a sentence. */
export function stretchesOf(
  groups: readonly TypedGroup[],
): (OfficeStretch & { weekdays: number[] })[] | "noWeekday" | "weekdayTwice" | "halfTime" | "noTime" {
  const days = groups.flatMap((g) => g.weekdays);
  if (groups.some((g) => g.weekdays.length === 0)) return "noWeekday";
  if (new Set(days).size < days.length) return "weekdayTwice";
  const typed = groups.map((g) => ({ ...g, sessions: g.sessions.filter(([opens, closes]) => opens !== "" || closes !== "") }));
  if (typed.some((g) => g.sessions.length === 0)) return "noTime";
  const stretches = typed.flatMap(({ weekdays, sessions }) =>
    sessions.map(([opens, closes]) => ({
      weekdays: [...weekdays],
      opensMinute: minuteOf(opens),
      closesMinute: minuteOf(closes),
    })),
  );
  return stretches.some((s) => Number.isNaN(s.opensMinute) || Number.isNaN(s.closesMinute)) ? "halfTime" : stretches;
}
