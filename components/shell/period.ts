import type { Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";

/** A stretch of days as a leader names it; the screen turns `kind` and its parts into words. */
export type NamedPeriod =
  | { kind: "year"; year: number }
  | { kind: "quarter"; quarter: "I" | "II" | "III" | "IV"; year: number }
  | { kind: "month"; month: number; year: number }
  | { kind: "reportMonth"; month: number; year: number }
  | { kind: "week"; from: Day; to: Day }
  | { kind: "custom"; from: Day; to: Day };
export type Stretch = { from: Day; to: Day };

export const presetNames = [
  "thisWeek",
  "thisMonth",
  "lastMonth",
  "thisQuarter",
  "lastQuarter",
  "thisYear",
  "lastYear",
  "reportMonth",
] as const;
export type PresetName = (typeof presetNames)[number];

const roman = ["I", "II", "III", "IV"] as const;
const parts = (day: Day): [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];
const dayOf = (year: number, month: number, date: number): Day =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);

export const monthOf = (year: number, month: number): Stretch => ({ from: dayOf(year, month, 1), to: dayOf(year, month + 1, 0) });
export const quarterOf = (year: number, quarter: number): Stretch => ({
  from: dayOf(year, quarter * 3 - 2, 1),
  to: dayOf(year, quarter * 3 + 1, 0),
});
export const yearOf = (year: number): Stretch => ({ from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) });
/** Administrative reports close on the 14th: the month of a report runs from the 15th before (NĐ 09/2019). */
export const reportMonthOf = (year: number, month: number): Stretch => ({
  from: dayOf(year, month - 1, 15),
  to: dayOf(year, month, 14),
});
/** Monday to Sunday. */
export function weekOf(day: Day): Stretch {
  const [year, month, date] = parts(day);
  const fromMonday = (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7;
  return { from: addDays(day, -fromMonday), to: addDays(day, 6 - fromMonday) };
}

export function preset(name: PresetName, today: Day): Stretch {
  const [year, month, date] = parts(today);
  const quarter = Math.ceil(month / 3);
  switch (name) {
    case "thisWeek":
      return weekOf(today);
    case "thisMonth":
      return monthOf(year, month);
    case "lastMonth":
      return monthOf(year, month - 1);
    case "thisQuarter":
      return quarterOf(year, quarter);
    case "lastQuarter":
      return quarterOf(year, quarter - 1);
    case "thisYear":
      return yearOf(year);
    case "lastYear":
      return yearOf(year - 1);
    case "reportMonth":
      return reportMonthOf(year, date > 14 ? month + 1 : month);
  }
}

/** What a screen shows when nobody chose: the quarter of today. */
export const defaultPeriod = (today: Day): Stretch => preset("thisQuarter", today);

/** The day a period is judged on unless another is asked for: its last day, or today while it runs. */
export const defaultAsOf = (period: Stretch, today: Day): Day => (period.to < today ? period.to : today);

export function nameOf({ from, to }: Stretch): NamedPeriod {
  const [year, month] = parts(from);
  const [endYear, endMonth] = parts(to);
  const is = (s: Stretch) => s.from === from && s.to === to;
  if (is(yearOf(year))) return { kind: "year", year };
  const quarter = Math.ceil(month / 3);
  if (is(quarterOf(year, quarter))) return { kind: "quarter", quarter: roman[quarter - 1] ?? "I", year };
  if (is(monthOf(year, month))) return { kind: "month", month, year };
  if (is(reportMonthOf(endYear, endMonth))) return { kind: "reportMonth", month: endMonth, year: endYear };
  if (is(weekOf(from))) return { kind: "week", from, to };
  return { kind: "custom", from, to };
}
