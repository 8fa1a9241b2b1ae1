import type { Day } from "@/lib/calendar/model";
import { addDays, addMonths } from "@/lib/calendar/rules";

/** Which cells tell about the days from `since` to `until`: months where no question is asked inside, days where one is. */
export type CellPlan = { since: Day; until: Day; months: Day[]; days: Day[] };

const monthStart = (day: Day): Day => `${day.slice(0, 8)}01`;

/**
 * Covers [since, until] with whole months and single days, so that no month has a cut inside it. A cut is the last day of a
 * stretch one wants the sum of. Cuts after `until` are not allowed.
 */
export function planCells(since: Day, until: Day, cuts: readonly Day[]): CellPlan {
  const plan: CellPlan = { since, until, months: [], days: [] };
  const cutMonths = new Set(cuts.filter((c) => addDays(c, 1).slice(8) !== "01").map(monthStart));
  for (let month = monthStart(since); month <= until; month = addMonths(month, 1)) {
    const last = addDays(addMonths(month, 1), -1);
    if (since <= month && last <= until && !cutMonths.has(month)) plan.months.push(month);
    else
      for (let date = 1; date <= Number(last.slice(8)); date++) {
        const day = `${month.slice(0, 8)}${String(date).padStart(2, "0")}`;
        if (since <= day && day <= until) plan.days.push(day);
      }
  }
  return plan;
}
