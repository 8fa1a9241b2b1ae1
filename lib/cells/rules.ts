import type { Day } from "@/lib/calendar/model";
import { addDays, addMonths } from "@/lib/calendar/rules";

/** The days asked about, and the cuts among them: the last days of the stretches one wants the sums of. */
export type CellPlan = { since: Day; until: Day; cuts: readonly Day[] };

const monthStart = (day: Day): Day => `${day.slice(0, 8)}01`;

/**
 * Covers [since, until] with whole months and single days, so that no month has a cut inside it. Cuts after `until` are not
 * allowed.
 */
export function planCells({ since, until, cuts }: CellPlan): { months: Day[]; days: Day[] } {
  const plan: { months: Day[]; days: Day[] } = { months: [], days: [] };
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
