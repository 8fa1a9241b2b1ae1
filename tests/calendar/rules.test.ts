import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "@/lib/calendar/model";
import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingMinutes,
  cityDay,
  cityInstant,
  isWorkingDay,
  monthOf,
  nextDay,
  officeStretches,
  previousPeriod,
  quarterOf,
  samePeriodLastYear,
  weekdayOf,
  workingDayFrom,
  workingDaysBetween,
  workingDaysLeft,
  workingMinutesBetween,
  yearOf,
} from "@/lib/calendar/rules";
import { calendarDays } from "@/prisma/seed/calendar";
import { changed, shipped } from "./years";

/** A day of 2023–2026: a year is left at the end to count into. */
const someDay = fc.integer({ min: 0, max: 1460 }).map((n) => addDays("2023-01-01", n));
const someInstant = fc.integer({ min: 0, max: 1460 * 86_400 }).map((s) => new Date(Date.UTC(2023, 0, 2) + s * 1000));
const fewDays = fc.integer({ min: 0, max: 60 });
const at = (day: Day, clock: string) => new Date(`${day}T${clock}+07:00`);

describe("the city's clock", () => {
  test.each([
    ["2026-09-01T16:59:59.999Z", "2026-09-01"],
    ["2026-09-01T17:00:00.000Z", "2026-09-02"],
    ["2023-12-31T17:00:00.000Z", "2024-01-01"],
    ["2024-02-28T23:00:00.000Z", "2024-02-29"],
  ])("%s is %s in the city", (instant, day) => expect(cityDay(new Date(instant))).toBe(day));

  test("agrees with the time-zone database, whatever zone the server is in (T11)", () => {
    const format = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });
    fc.assert(
      fc.property(someInstant, (instant) => {
        expect(cityDay(instant)).toBe(format.format(instant));
      }),
    );
  });
  test("a day and a minute make the instant that shows them", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const instant = cityInstant(day, minute);
        expect(cityDay(instant)).toBe(day);
        expect(instant.getTime() - cityInstant(day, 0).getTime()).toBe(minute * 60_000);
      }),
    );
  });
  test("weekdays run from Monday 1 to Sunday 7", () => {
    expect(["2026-11-23", "2026-11-28", "2026-11-29", "1969-12-31"].map(weekdayOf)).toEqual([1, 6, 7, 3]);
  });
});

describe("working days of the shipped calendar (T12)", () => {
  const workedIn = (month: string) => {
    const range = monthOf(`${month}-01`);
    return workingDaysBetween(range.from, range.to, shipped) + (isWorkingDay(range.from, shipped) ? 1 : 0);
  };
  test.each([
    [2023, [16, 20, 23, 20, 20, 22, 21, 23, 19, 22, 22, 21], 249],
    [2024, [22, 16, 21, 19, 23, 20, 23, 22, 19, 23, 21, 22], 251],
    [2025, [17, 20, 21, 21, 20, 21, 23, 21, 20, 23, 20, 23], 250],
    [2026, [21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23], 249],
  ])("%i month by month", (year, byMonth, sum) => {
    const counted = byMonth.map((_, i) => workedIn(`${year}-${String(i + 1).padStart(2, "0")}`));
    expect(counted).toEqual(byMonth);
    expect(counted.reduce((a, b) => a + b)).toBe(sum);
  });
  test("every day off is a weekday and every make-up day a Saturday or Sunday", () => {
    for (const day of calendarDays)
      expect({ on: day.on, weekend: weekdayOf(day.on) > 5 }).toEqual({ on: day.on, weekend: day.kind === "MAKE_UP" });
    expect(new Set(calendarDays.map((d) => d.on)).size).toBe(calendarDays.length);
  });
  test("2027 is expected, never confirmed, and gives each year's days of the law", () => {
    const of2027 = calendarDays.filter((d) => d.on.startsWith("2027"));
    expect(of2027.map((d) => d.status)).toEqual(of2027.map(() => "EXPECTED"));
    expect(of2027.every((d) => d.source.includes("chờ thông báo chính thức"))).toBe(true);
    // Điều 112: 1 + 5 + 1 + 1 + 2 + 1, and 24/11 by Nghị quyết 28/2026/QH16.
    expect(of2027).toHaveLength(12);
  });
  test("a year nobody has decided refuses (never a guess)", () => {
    const refusal = expect.objectContaining({ kind: "refused", code: "calendar-not-decided" });
    expect(() => addWorkingDays("2027-12-30", 5, shipped)).toThrow(refusal);
    expect(() => isWorkingDay("2022-12-30", shipped)).toThrow(refusal);
    expect(() => workingDaysBetween("2027-12-30", "2028-01-04", shipped)).toThrow(refusal);
    expect(() => addWorkingMinutes(at("2027-12-31", "16:00:00"), 120, shipped)).toThrow(refusal);
    expect(() => isWorkingDay("not-a-day", shipped)).toThrow(refusal);
    expect(() => isWorkingDay("2026-01-05", { ...shipped, knownFrom: "2000-01-01", knownUntil: "1999-12-31" })).toThrow(refusal);
  });
});

describe("counting", () => {
  test("adding in two steps is adding at once (T4)", () => {
    fc.assert(
      fc.property(someDay, fewDays, fewDays, (day, a, b) => {
        expect(addWorkingDays(addWorkingDays(day, a, shipped), b, shipped)).toBe(addWorkingDays(day, a + b, shipped));
      }),
    );
  });
  test("what was added lies between (T5), on a working day (T3)", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 120 }), (day, n) => {
        const due = addWorkingDays(day, n, shipped);
        expect(workingDaysBetween(day, due, shipped)).toBe(n);
        expect(isWorkingDay(due, shipped)).toBe(true);
      }),
    );
  });
  test("agrees with counting day by day", () => {
    fc.assert(
      fc.property(someDay, fewDays, (day, n) => {
        let cursor = day;
        for (let left = n; left > 0; ) {
          cursor = nextDay(cursor);
          const isWeekend = weekdayOf(cursor) > 5;
          if (isWeekend ? shipped.makeUpDays.has(cursor) : !shipped.daysOff.has(cursor)) left -= 1;
        }
        expect(addWorkingDays(day, n, shipped)).toBe(cursor);
      }),
    );
  });
  test("counting back undoes counting on, from a working day", () => {
    fc.assert(
      fc.property(someDay, fewDays, (day, n) => {
        const start = workingDayFrom(day, shipped);
        expect(addWorkingDays(addWorkingDays(start, n, shipped), -n, shipped)).toBe(start);
      }),
    );
  });
  test("later and longer never come earlier (T2)", () => {
    fc.assert(
      fc.property(someDay, fewDays, fewDays, fewDays, (day, later, n, more) => {
        expect(addWorkingDays(addDays(day, later), n, shipped) >= addWorkingDays(day, n, shipped)).toBe(true);
        expect(addWorkingDays(day, n + more, shipped) >= addWorkingDays(day, n, shipped)).toBe(true);
      }),
    );
  });
  test("a day off more is never earlier, a make-up day more never later (T6)", () => {
    fc.assert(
      fc.property(someDay, fewDays, fewDays, (day, n, ahead) => {
        const touched = addDays(day, ahead);
        const change = weekdayOf(touched) > 5 ? changed({ worked: [touched] }) : changed({ off: [touched] });
        const [before, after] = [addWorkingDays(day, n, shipped), addWorkingDays(day, n, change)];
        expect(weekdayOf(touched) > 5 ? after <= before : after >= before).toBe(true);
      }),
    );
  });
  test("days passed and days left make the whole at every day (T9)", () => {
    fc.assert(
      fc.property(someDay, fewDays, fewDays, (day, n, passed) => {
        const due = addWorkingDays(day, n, shipped);
        const today = addDays(day, passed);
        expect(workingDaysBetween(day, today, shipped) + workingDaysLeft(today, due, shipped)).toBe(n);
      }),
    );
  });
  test("ten years of adding is a look-up, not a walk (T13)", () => {
    const decade = { ...shipped, knownUntil: "2099-12-31" };
    expect(workingDaysBetween("2023-01-01", addWorkingDays("2023-01-01", 2500, decade), decade)).toBe(2500);
    // Processor time: what else the machine does is not counted.
    const started = process.cpuUsage();
    for (let i = 0; i < 100_000; i++) addWorkingDays("2026-02-10", i % 200, decade);
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
  });
});

describe("office time", () => {
  test.each([
    // [from, minutes, until, why]
    ["2026-11-23 08:00", 60, "2026-11-23 09:00", "within the morning"],
    ["2026-11-23 06:00", 60, "2026-11-23 08:00", "before opening starts at opening"],
    ["2026-11-23 12:00", 60, "2026-11-23 14:30", "at noon starts in the afternoon"],
    ["2026-11-23 11:00", 60, "2026-11-23 14:00", "over noon"],
    ["2026-11-23 18:00", 60, "2026-11-25 08:00", "after closing goes over 24/11, a day off"],
    ["2026-11-23 07:00", 480, "2026-11-23 17:00", "eight hours are a working day"],
    ["2026-08-21 16:00", 120, "2026-08-22 08:00", "into a make-up Saturday"],
    ["2026-11-23 11:30", 30, "2026-11-23 14:00", "from the minute of closing"],
    ["2026-11-23 08:00", 0, "2026-11-23 08:00", "nothing"],
  ])("%s and %i minutes: %s, %s", (from, minutes, until) => {
    const [day = "", clock] = from.split(" ");
    const [untilDay = "", untilClock] = until.split(" ");
    expect(addWorkingMinutes(at(day, `${clock}:00`), minutes, shipped)).toEqual(at(untilDay, `${untilClock}:00`));
  });
  test("minutes added lie between, and end inside office hours (T3, T5)", () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 1, max: 20_000 }), (from, minutes) => {
        const until = addWorkingMinutes(from, minutes, shipped);
        expect(workingMinutesBetween(from, until, shipped)).toBe(minutes);
        expect(until > from).toBe(true);
        const minute = (until.getTime() - cityInstant(cityDay(until), 0).getTime()) / 60_000;
        expect(isWorkingDay(cityDay(until), shipped)).toBe(true);
        expect(officeStretches(cityDay(until), shipped).some((h) => h.opensMinute < minute && minute <= h.closesMinute)).toBe(
          true,
        );
      }),
    );
  });
  test("adding minutes in two steps is adding at once (T4)", () => {
    fc.assert(
      fc.property(someInstant, fewDays, fewDays, (from, a, b) => {
        expect(addWorkingMinutes(addWorkingMinutes(from, a, shipped), b, shipped)).toEqual(
          addWorkingMinutes(from, a + b, shipped),
        );
      }),
    );
  });
  test("without office hours nobody can say", () => {
    expect(() => addWorkingMinutes(at("2026-11-23", "08:00:00"), 60, { ...shipped, hours: [] })).toThrow(
      expect.objectContaining({ code: "office-hours-not-set" }),
    );
  });
});

describe("periods", () => {
  test.each([
    ["2026-12-31", 2, "2027-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-02-29", -12, "2023-02-28"],
    ["2026-01-15", -1, "2025-12-15"],
  ])("%s and %i months: %s", (day, count, result) => expect(addMonths(day, count)).toBe(result));

  test("calendar periods", () => {
    expect(monthOf("2024-02-10")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
    expect(quarterOf("2023-03-31")).toEqual({ from: "2023-01-01", to: "2023-03-31" });
    expect(yearOf("2026-11-22")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  });
  test("administrative reports run from the 15th to the 14th (NĐ 09/2019)", () => {
    expect(monthOf("2026-11-14", "REPORT_15_14")).toEqual({ from: "2026-10-15", to: "2026-11-14" });
    expect(monthOf("2026-11-15", "REPORT_15_14")).toEqual({ from: "2026-11-15", to: "2026-12-14" });
    expect(quarterOf("2023-03-14", "REPORT_15_14")).toEqual({ from: "2022-12-15", to: "2023-03-14" });
    expect(quarterOf("2023-03-15", "REPORT_15_14")).toEqual({ from: "2023-03-15", to: "2023-06-14" });
    expect(yearOf("2025-12-15", "REPORT_15_14")).toEqual({ from: "2025-12-15", to: "2026-12-14" });
  });
  test.each([
    ["2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28", "2025-03-01", "2025-03-31"],
    ["2023-01-01", "2023-03-31", "2022-10-01", "2022-12-31", "2022-01-01", "2022-03-31"],
    ["2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31", "2025-01-01", "2025-12-31"],
    ["2024-02-01", "2024-02-29", "2024-01-01", "2024-01-31", "2023-02-01", "2023-02-28"],
    ["2025-02-01", "2025-02-28", "2025-01-01", "2025-01-31", "2024-02-01", "2024-02-29"],
    ["2026-10-15", "2026-11-14", "2026-09-15", "2026-10-14", "2025-10-15", "2025-11-14"],
    ["2026-11-01", "2026-11-22", "2026-10-10", "2026-10-31", "2025-11-01", "2025-11-22"],
    ["2024-02-29", "2024-02-29", "2024-02-28", "2024-02-28", "2023-02-28", "2023-02-28"],
  ])("%s–%s: before %s–%s, a year ago %s–%s", (from, to, beforeFrom, beforeTo, yearFrom, yearTo) => {
    expect(previousPeriod({ from, to })).toEqual({ from: beforeFrom, to: beforeTo });
    expect(samePeriodLastYear({ from, to })).toEqual({ from: yearFrom, to: yearTo });
  });
  test("months of either scheme tile the year, and each one's predecessor is the one before it", () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom("CALENDAR" as const, "REPORT_15_14" as const), (day, scheme) => {
        for (const periodOf of [monthOf, quarterOf, yearOf]) {
          const period = periodOf(day, scheme);
          expect(period.from <= day && day <= period.to).toBe(true);
          expect(periodOf(period.from, scheme)).toEqual(period);
          expect(periodOf(period.to, scheme)).toEqual(period);
          expect(periodOf(addDays(period.from, -1), scheme)).toEqual(previousPeriod(period));
        }
      }),
    );
  });
});
