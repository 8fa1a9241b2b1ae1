import type { Day, OfficeStretch } from "@/lib/calendar/model";

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

/** One group of days as the form has it: the weekdays chosen, the four times as typed, and whether a weekend among them is for reception only. */
export type TypedGroup = {
  weekdays: readonly number[];
  sessions: readonly (readonly [opens: string, closes: string])[];
  isReceptionOnly: boolean;
};

/** The stretches a form asks for; what is wrong with it as the key of a sentence. */
export function stretchesOf(
  groups: readonly TypedGroup[],
): (OfficeStretch & { weekdays: number[] })[] | "noWeekday" | "weekdayTwice" | "halfTime" | "noTime" {
  const days = groups.flatMap((g) => g.weekdays);
  if (groups.some((g) => g.weekdays.length === 0)) return "noWeekday";
  if (new Set(days).size < days.length) return "weekdayTwice";
  const typed = groups.map((g) => ({ ...g, sessions: g.sessions.filter(([opens, closes]) => opens !== "" || closes !== "") }));
  if (typed.some((g) => g.sessions.length === 0)) return "noTime";
  const stretches = typed.flatMap(({ weekdays, sessions, isReceptionOnly }) => {
    const isAside = (day: number) => isReceptionOnly && day > 5;
    return [false, true].flatMap((aside) => {
      const days = weekdays.filter((day) => isAside(day) === aside);
      const of = { weekdays: days, isReceptionOnly: aside };
      return days.length === 0
        ? []
        : sessions.map(([opens, closes]) => ({ ...of, opensMinute: minuteOf(opens), closesMinute: minuteOf(closes) }));
    });
  });
  return stretches.some((s) => Number.isNaN(s.opensMinute) || Number.isNaN(s.closesMinute)) ? "halfTime" : stretches;
}
