import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays, addMonths, monthOf, quarterOf } from "@/lib/calendar/rules";

/** A month "2026-10", a quarter "2026-Q3" or a year "2026", as an address says it. */
export const periodPattern = /^(20\d\d)(?:-(0[1-9]|1[0-2])|-Q([1-4]))?$/;

/** The days of a period; null for what is none. */
export function openPeriod(text: string): DayRange | null {
  const [, year, month, quarter] = periodPattern.exec(text) ?? [];
  if (!year) return null;
  if (month) return monthOf(`${year}-${month}-01`);
  if (quarter) return quarterOf(`${year}-${String(3 * Number(quarter)).padStart(2, "0")}-01`);
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** What can be chosen on a day: the last twelve months, five quarters and three years that have begun, the newest first. */
export function openPeriods(today: Day): { months: string[]; quarters: string[]; years: string[] } {
  const yesterday = addDays(today, -1);
  const first = `${yesterday.slice(0, 8)}01`;
  const back = (months: number): Day => addMonths(first, -months);
  const quarterName = (day: Day) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  return {
    months: Array.from({ length: 12 }, (_, i) => back(i).slice(0, 7)),
    quarters: Array.from({ length: 5 }, (_, i) => quarterName(back(3 * i))),
    years: Array.from({ length: 3 }, (_, i) => String(Number(yesterday.slice(0, 4)) - i)),
  };
}
