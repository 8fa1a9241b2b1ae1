import { describe, expect, test } from "vitest";
import { decidedYears } from "@/lib/calendar/counting/decided";
import { draftYear } from "@/lib/calendar/draft/year";
import { clearingFault, hasPublicHolidays } from "@/lib/calendar/rules";
import { shipped } from "./years";

const drafted = (year: number) => (draftYear(year) ?? []).map((day) => day.on);
const without = (days: Iterable<string>, ...gone: string[]) => new Set([...days].filter((day) => !gone.includes(day)));

describe("a year is decided when its public holidays stand (Bộ luật Lao động 2019 Đ.112)", () => {
  test.each([2023, 2024, 2025, 2026, 2027])("%i as it was lived or is announced", (year) =>
    expect(hasPublicHolidays(year, shipped.daysOff)).toBe(true),
  );
  test.each(Array.from({ length: 12 }, (_, i) => 2023 + i))("%i as the law alone gives it", (year) =>
    expect(hasPublicHolidays(year, new Set(drafted(year)))).toBe(true),
  );
  test.each<[string, ReadonlySet<string>]>([
    ["one day alone", new Set(["2028-01-03"])],
    ["a storm's three days", new Set(["2028-09-20", "2028-09-21", "2028-09-22"])],
    ["all but a day of Tết", without(drafted(2028), "2028-01-26")],
    ["all but Giỗ Tổ", without(drafted(2028), "2028-04-04")],
    ["all but 1/5", without(drafted(2028), "2028-05-01")],
    ["all but Quốc khánh", without(drafted(2028), "2028-09-04")],
  ])("not by %s", (_, days) => expect(hasPublicHolidays(2028, days)).toBe(false));
  test("so one day entered for 2028 leaves the calendar ending with 2027", () => {
    expect(decidedYears(new Set([...shipped.daysOff, "2028-01-03"]))).toEqual([2023, 2027]);
    expect(decidedYears(new Set([...shipped.daysOff, ...drafted(2028)]))).toEqual([2023, 2028]);
    expect(decidedYears(new Set())).toEqual([2001, 2000]);
  });
});

test.each([
  ["2026-04-30", "calendar-holiday-stays"],
  ["2026-02-17", "calendar-holiday-stays"],
  ["2026-11-24", null],
  ["2026-01-02", null],
])("taking %s off the calendar: %s", (on, fault) => expect(clearingFault(on, shipped)).toBe(fault));
