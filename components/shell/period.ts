import type { Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";

/** A stretch of days as a leader names it; the screen turns `kind` and its parts into words. */
export type NamedPeriod =
  | { kind: "year"; year: number }
  | { kind: "quarter"; quarter: "I" | "II" | "III" | "IV"; year: number }
  | { kind: "month"; month: number; year: number }
  | { kind: "reportMonth"; month: number; year: number }
  | { kind: "reportQuarter"; quarter: "I" | "II" | "III" | "IV"; year: number }
  | { kind: "reportHalf"; year: number }
  | { kind: "reportYear"; year: number }
  | { kind: "week"; from: Day; to: Day }
  | { kind: "custom"; from: Day; to: Day };
export type Stretch = { from: Day; to: Day };

export const presetNames = ["thisWeek", "thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear", "lastYear"] as const;
/** The same for what is reported: periods that close on the 14th. */
export const reportPresetNames = [
  "reportMonth",
  "lastReportMonth",
  "reportQuarter",
  "lastReportQuarter",
  "reportYear",
  "lastReportYear",
  "lastReportHalf",
] as const;
export type PresetName = (typeof presetNames)[number] | (typeof reportPresetNames)[number];

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
/** Administrative reports close on the 14th: so many months of a report run from the 15th before the first of them (NĐ 09/2019). */
const reported = (year: number, firstMonth: number, lastMonth: number): Stretch => ({
  from: dayOf(year, firstMonth - 1, 15),
  to: dayOf(year, lastMonth, 14),
});
export const reportMonthOf = (year: number, month: number): Stretch => reported(year, month, month);
export const reportQuarterOf = (year: number, quarter: number): Stretch => reported(year, quarter * 3 - 2, quarter * 3);
export const reportHalfOf = (year: number): Stretch => reported(year, 1, 6);
export const reportYearOf = (year: number): Stretch => reported(year, 1, 12);
/** Monday to Sunday. */
export function weekOf(day: Day): Stretch {
  const [year, month, date] = parts(day);
  const fromMonday = (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7;
  return { from: addDays(day, -fromMonday), to: addDays(day, 6 - fromMonday) };
}

export function preset(name: PresetName, today: Day): Stretch {
  const [year, month, date] = parts(today);
  const quarter = Math.ceil(month / 3);
  // From the 15th on it is the next month that is reported.
  const [reportYear, reportMonth] = parts(dayOf(year, date > 14 ? month + 1 : month, 1));
  const reportQuarter = Math.ceil(reportMonth / 3);
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
      return reportMonthOf(reportYear, reportMonth);
    case "lastReportMonth":
      return reportMonthOf(reportYear, reportMonth - 1);
    case "reportQuarter":
      return reportQuarterOf(reportYear, reportQuarter);
    case "lastReportQuarter":
      return reportQuarterOf(reportYear, reportQuarter - 1);
    case "reportYear":
      return reportYearOf(reportYear);
    case "lastReportYear":
      return reportYearOf(reportYear - 1);
    case "lastReportHalf":
      return reportHalfOf(reportMonth > 6 ? reportYear : reportYear - 1);
  }
}

/** What a screen shows when nobody chose: the quarter of today. */
export const defaultPeriod = (today: Day): Stretch => preset("thisQuarter", today);

/** What a form shows that is reported: the last month that closed. */
export const defaultReport = (today: Day): Stretch => preset("lastReportMonth", today);

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
  const endQuarter = Math.ceil(endMonth / 3);
  if (is(reportQuarterOf(endYear, endQuarter)))
    return { kind: "reportQuarter", quarter: roman[endQuarter - 1] ?? "I", year: endYear };
  if (is(reportHalfOf(endYear))) return { kind: "reportHalf", year: endYear };
  if (is(reportYearOf(endYear))) return { kind: "reportYear", year: endYear };
  if (is(weekOf(from))) return { kind: "week", from, to };
  return { kind: "custom", from, to };
}
