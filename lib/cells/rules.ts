import type { Day } from "@/lib/calendar/model";
import { addDays, addMonths } from "@/lib/calendar/rules";

/** The days asked about, and the cuts among them: the last days of the stretches one wants the sums of. */
export type CellPlan = { since: Day; until: Day; cuts: readonly Day[] };

/** A month told as a whole without some of its days. What it tells belongs to the stretch that begins `on` a day. */
export type MonthPart = { month: Day; on: Day; without: readonly Day[] };

const monthStart = (day: Day): Day => `${day.slice(0, 8)}01`;

/**
 * Covers [since, until] with months and single days, so that nothing is told together that a cut parts. Cuts after `until` are
 * not allowed. Of a month that is not wanted whole, the longest stretch between two cuts is told as the month without its other
 * days wherever that takes fewer cells than telling it day by day; with `wholeOnly` it never is.
 */
export function planCells({ since, until, cuts }: CellPlan, wholeOnly = false): { months: MonthPart[]; days: Day[] } {
  const plan: { months: MonthPart[]; days: Day[] } = { months: [], days: [] };
  const parted = new Set(cuts.filter((c) => addDays(c, 1).slice(8) !== "01").map(monthStart));
  for (let month = monthStart(since); month <= until; month = addMonths(month, 1)) {
    const last = addDays(addMonths(month, 1), -1);
    if (since <= month && last <= until && !parted.has(month)) {
      plan.months.push({ month, on: month, without: [] });
      continue;
    }
    const all = Array.from({ length: Number(last.slice(8)) }, (_, n) => addDays(month, n));
    const asked = all.filter((day) => since <= day && day <= until);
    const longest = stretchesIn(asked, cuts).reduce((a, b) => (b.length > a.length ? b : a), []);
    const beside = (days: readonly Day[]) => days.filter((day) => !longest.includes(day));
    const [on] = longest;
    if (on !== undefined && !wholeOnly && beside(asked).length + beside(all).length < asked.length) {
      plan.months.push({ month, on, without: beside(all) });
      plan.days.push(...beside(asked));
    } else plan.days.push(...asked);
  }
  return plan;
}

/** Days in their order, parted after each cut. */
function stretchesIn(days: readonly Day[], cuts: readonly Day[]): Day[][] {
  const parts: Day[][] = [[]];
  for (const day of days) {
    parts.at(-1)?.push(day);
    if (cuts.includes(day)) parts.push([]);
  }
  return parts;
}
