import fc from "fast-check";
import { expect, test } from "vitest";
import { readQuestion } from "@/app/(ops)/question";
import {
  defaultAsOf,
  defaultPeriod,
  defaultReport,
  monthOf,
  nameOf,
  preset,
  presetNames,
  quarterOf,
  reportHalfOf,
  reportMonthOf,
  reportPresetNames,
  reportQuarterOf,
  reportYearOf,
  weekOf,
  yearOf,
} from "@/components/shell/period";
import { addDays } from "@/lib/calendar/rules";

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

test.each([
  ["thisWeek", "2026-11-23", "2026-11-23", "2026-11-29"],
  ["thisWeek", "2026-11-22", "2026-11-16", "2026-11-22"],
  ["thisMonth", "2024-02-10", "2024-02-01", "2024-02-29"],
  ["lastMonth", "2026-01-15", "2025-12-01", "2025-12-31"],
  ["thisQuarter", "2023-03-31", "2023-01-01", "2023-03-31"],
  ["lastQuarter", "2026-02-01", "2025-10-01", "2025-12-31"],
  ["thisYear", "2026-11-22", "2026-01-01", "2026-12-31"],
  ["lastYear", "2026-11-22", "2025-01-01", "2025-12-31"],
  // NĐ 09/2019: the report of a month closes on its 14th.
  ["reportMonth", "2026-11-14", "2026-10-15", "2026-11-14"],
  ["reportMonth", "2026-11-15", "2026-11-15", "2026-12-14"],
  ["reportMonth", "2026-12-20", "2026-12-15", "2027-01-14"],
  ["lastReportMonth", "2026-11-14", "2026-09-15", "2026-10-14"],
  ["lastReportMonth", "2026-11-15", "2026-10-15", "2026-11-14"],
  ["lastReportMonth", "2026-12-15", "2026-11-15", "2026-12-14"],
  ["lastReportMonth", "2027-01-10", "2026-11-15", "2026-12-14"],
  // A quarter from the 15th of the month before it, a year from the 15th of December.
  ["reportQuarter", "2026-12-14", "2026-09-15", "2026-12-14"],
  ["reportQuarter", "2026-12-15", "2026-12-15", "2027-03-14"],
  ["lastReportQuarter", "2026-12-15", "2026-09-15", "2026-12-14"],
  ["lastReportQuarter", "2026-02-01", "2025-09-15", "2025-12-14"],
  ["reportYear", "2026-12-14", "2025-12-15", "2026-12-14"],
  ["lastReportYear", "2026-12-15", "2025-12-15", "2026-12-14"],
  ["lastReportHalf", "2026-06-14", "2024-12-15", "2025-06-14"],
  ["lastReportHalf", "2026-06-15", "2025-12-15", "2026-06-14"],
  ["lastReportHalf", "2026-12-20", "2025-12-15", "2026-06-14"],
] as const)("%s on %s runs from %s to %s", (name, today, from, to) => {
  expect(preset(name, today)).toEqual({ from, to });
});

test("every preset but the last ones holds today", () => {
  fc.assert(
    fc.property(day, (today) => {
      for (const name of [...presetNames, ...reportPresetNames].filter((n) => !n.startsWith("last"))) {
        const { from, to } = preset(name, today);
        expect(from <= today && today <= to).toBe(true);
      }
    }),
  );
});

test("a form opens on a month that has closed, and none was left out between it and today's", () => {
  fc.assert(
    fc.property(day, (today) => {
      const { from, to } = defaultReport(today);
      expect([from.slice(8), to.slice(8), to < today]).toEqual(["15", "14", true]);
      expect(addDays(to, 1)).toBe(preset("reportMonth", today).from);
    }),
  );
});

test("a report page opens on it, unless the address asks for another period", async () => {
  const asked = (from?: string, to?: string) => readQuestion(Promise.resolve({ from, to }), ["unitId"], defaultReport);
  const { today, period, asOf } = await asked();
  expect(period).toEqual(defaultReport(today));
  expect(asOf).toBe(period.to);
  expect((await asked("2026-01-01", "2026-03-31")).period).toEqual(quarterOf(2026, 1));
});

test.each([
  [quarterOf(2023, 1), { kind: "quarter", quarter: "I", year: 2023 }],
  [monthOf(2026, 11), { kind: "month", month: 11, year: 2026 }],
  [yearOf(2025), { kind: "year", year: 2025 }],
  [reportMonthOf(2027, 1), { kind: "reportMonth", month: 1, year: 2027 }],
  [reportQuarterOf(2027, 1), { kind: "reportQuarter", quarter: "I", year: 2027 }],
  [reportHalfOf(2026), { kind: "reportHalf", year: 2026 }],
  [reportYearOf(2026), { kind: "reportYear", year: 2026 }],
  [weekOf("2026-11-18"), { kind: "week", from: "2026-11-16", to: "2026-11-22" }],
  [
    { from: "2026-11-02", to: "2026-11-20" },
    { kind: "custom", from: "2026-11-02", to: "2026-11-20" },
  ],
])("%o is named %o", (stretch, named) => {
  expect(nameOf(stretch)).toEqual(named);
});

test("a period is judged on its last day, one still running on today", () => {
  expect(defaultAsOf(quarterOf(2023, 1), "2026-11-22")).toBe("2023-03-31");
  expect(defaultAsOf(defaultPeriod("2026-11-22"), "2026-11-22")).toBe("2026-11-22");
});
