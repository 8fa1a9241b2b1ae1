import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day, OfficeStretch, WorkingCalendar } from "@/lib/calendar/model";
import {
  addDays,
  addWorkingDays,
  addWorkingMinutes,
  calendarsOf,
  cityDay,
  cityInstant,
  closingMinute,
  dayFault,
  fullDayMinutes,
  isWorkingDay,
  officeStretches,
  weekdayOf,
  weekFault,
  withDays,
  withHours,
  workingMinutesBetween,
} from "@/lib/calendar/rules";
import { dueOf } from "@/lib/dossiers/rules";
import { shipped } from "./years";

const at = (text: string) => new Date(`${text.replace(" ", "T")}:00+07:00`);
const stretch = (weekdays: number[], opensMinute: number, closesMinute: number): OfficeStretch => ({
  weekdays,
  opensMinute,
  closesMinute,
  isReceptionOnly: false,
});
/** Monday to Thursday whole, Friday until noon, Saturday morning. */
const week = [stretch([1, 2, 3, 4, 5], 420, 690), stretch([1, 2, 3, 4], 810, 1020), stretch([6], 450, 690)];
const uneven = withHours(shipped, { validFrom: "2026-12-01", stretches: week });

describe("a week whose days differ", () => {
  test.each([
    // [from, minutes, until, why]; 1 December 2026 is a Tuesday.
    ["2026-12-04 11:00", 60, "2026-12-05 08:00", "Friday closes at noon and Saturday opens at half past seven"],
    ["2026-12-05 11:00", 60, "2026-12-07 07:30", "Saturday closes at half past eleven"],
    ["2026-12-04 13:00", 30, "2026-12-05 08:00", "Friday afternoon nobody is there"],
    ["2026-12-06 09:00", 30, "2026-12-07 07:30", "nobody works on Sunday"],
    ["2026-11-27 16:30", 60, "2026-11-30 07:30", "before the new week holds the old one does"],
    ["2026-11-30 16:30", 540, "2026-12-02 07:30", "a limit runs from the old week into the new one"],
  ])("%s and %i minutes: %s, %s", (from, minutes, until) =>
    expect(addWorkingMinutes(at(from), minutes, uneven)).toEqual(at(until)),
  );

  test("a limit in days counts a half-day whole, ends when that day closes, and skips the Saturday", () => {
    const due = (acceptedAt: string, value: number) =>
      dueOf({ acceptedAt: at(acceptedAt), limit: { value, unit: "WORKING_DAY" }, cutoff: "NONE", calendar: uneven });
    expect(due("2026-12-02 09:00", 2)).toEqual({ dueOn: "2026-12-04", dueAt: at("2026-12-04 11:30") });
    expect(due("2026-12-04 09:00", 1)).toEqual({ dueOn: "2026-12-07", dueAt: at("2026-12-07 17:00") });
    expect(isWorkingDay("2026-12-05", uneven)).toBe(false);
    expect(fullDayMinutes(uneven, "2026-12-04")).toBe(480);
  });
  test("a same-day procedure taken in on a Saturday is due the next working day", () => {
    const limit = { value: null, unit: "SAME_DAY" as const };
    expect(dueOf({ acceptedAt: at("2026-12-05 08:00"), limit, cutoff: "SAME_DAY_15H", calendar: uneven })?.dueOn).toBe(
      "2026-12-07",
    );
    // On a day that closes at noon, what comes after noon is due the next working day, though it is not yet three.
    expect(dueOf({ acceptedAt: at("2026-12-04 13:00"), limit, cutoff: "SAME_DAY_15H", calendar: uneven })?.dueOn).toBe(
      "2026-12-07",
    );
  });
  test("a Saturday that touches a day off belongs to its rest; one that is made up is worked like a whole day", () => {
    const off = withDays(uneven, [{ on: "2026-12-11", kind: "HOLIDAY" }]);
    expect([officeStretches("2026-12-05", off), officeStretches("2026-12-12", off)]).toEqual([[week[2]], []]);
    const monday = withDays(uneven, [{ on: "2026-12-14", kind: "HOLIDAY" }]);
    expect(officeStretches("2026-12-12", monday)).toEqual([]);
    const madeUp = withDays(off, [{ on: "2026-12-12", kind: "MAKE_UP" }]);
    expect(officeStretches("2026-12-12", madeUp)).toEqual([week[0], week[1]]);
  });
  test("a Saturday may be taken off where the office opens, and only there", () => {
    expect(dayFault({ on: "2026-12-05", kind: "HOLIDAY" }, calendarsOf(uneven, [], []))).toBeNull();
    expect(dayFault({ on: "2026-12-05", kind: "HOLIDAY" }, calendarsOf(shipped, [], []))).toBe("calendar-day-already-off");
    expect(dayFault({ on: "2026-12-06", kind: "HOLIDAY" }, calendarsOf(uneven, [], []))).toBe("calendar-day-already-off");
    expect(dayFault({ on: "2026-12-04", kind: "MAKE_UP" }, calendarsOf(uneven, [], []))).toBe("calendar-day-already-worked");
    expect(officeStretches("2026-12-05", withDays(uneven, [{ on: "2026-12-05", kind: "HOLIDAY" }]))).toEqual([]);
  });
  test.each([
    [week, null],
    [[stretch([1, 2, 3, 4, 5], 690, 420)], "office-hours-overlap"],
    [[...week, stretch([4], 1000, 1080)], "office-hours-overlap"],
    [[...week, stretch([4], 1020, 1080)], "office-hours-too-many"],
    [[stretch([1, 2, 3, 4], 420, 690)], "office-hours-weekday-missing"],
  ])("weekFault %#", (stretches, fault) => expect(weekFault(stretches)).toBe(fault));
});

describe("any week", () => {
  const someDay = fc.integer({ min: 0, max: 1400 }).map((n) => addDays("2023-01-01", n));
  const session = (from: number, until: number) =>
    fc.tuple(fc.integer({ min: from, max: until - 30 }), fc.integer({ min: 30, max: 300 })).map(([opens, length]) => ({
      opensMinute: opens,
      closesMinute: Math.min(opens + length, until),
    }));
  const dayHours = (weekday: number) =>
    fc
      .record({ morning: fc.option(session(360, 720)), afternoon: fc.option(session(720, 1200)) })
      .map(({ morning, afternoon }) =>
        [morning, afternoon].flatMap((s) => (s ? [{ ...s, weekdays: [weekday], isReceptionOnly: false }] : [])),
      )
      .filter((sessions) => weekday > 5 || sessions.length > 0);
  const someWeek = fc.tuple(...[1, 2, 3, 4, 5, 6, 7].map(dayHours)).map((days) => days.flat());
  const someCalendar: fc.Arbitrary<WorkingCalendar> = fc
    .tuple(someWeek, someWeek, someDay)
    .map(([first, second, from]) =>
      withHours({ ...shipped, hours: [{ validFrom: "2018-01-01", stretches: first }] }, { validFrom: from, stretches: second }),
    );
  // An office may open half an hour a day: two sums of 9,000 minutes are then 600 working days, which from any of these instants
  // end before the last decided year does.
  const someInstant = fc.integer({ min: 0, max: 700 * 86_400 }).map((s) => new Date(Date.UTC(2023, 0, 2) + s * 1000));
  const someMinutes = fc.integer({ min: 1, max: 9_000 });
  const minuteIn = (instant: Date) => (instant.getTime() - cityInstant(cityDay(instant), 0).getTime()) / 60_000;
  /** Minute by minute, by the words of the rule and no table. */
  function open(instant: Date, calendar: WorkingCalendar): boolean {
    const minute = minuteIn(instant);
    return officeStretches(cityDay(instant), calendar).some((s) => s.opensMinute <= minute && minute < s.closesMinute);
  }

  test("no generated week has a fault", () => {
    fc.assert(
      fc.property(someWeek, (stretches) => {
        expect(weekFault(stretches)).toBeNull();
      }),
    );
  });
  test("minutes added lie between, and end while the office is open", () => {
    fc.assert(
      fc.property(someCalendar, someInstant, someMinutes, (calendar, from, minutes) => {
        const until = addWorkingMinutes(from, minutes, calendar);
        expect(workingMinutesBetween(from, until, calendar)).toBe(minutes);
        expect(open(new Date(until.getTime() - 1), calendar)).toBe(true);
      }),
    );
  });
  test("adding minutes in two steps is adding at once, over any change of hours", () => {
    fc.assert(
      fc.property(someCalendar, someInstant, someMinutes, someMinutes, (calendar, from, a, b) => {
        expect(addWorkingMinutes(addWorkingMinutes(from, a, calendar), b, calendar)).toEqual(
          addWorkingMinutes(from, a + b, calendar),
        );
      }),
    );
  });
  test("the minutes between two instants are those in which the office is open", () => {
    fc.assert(
      fc.property(someCalendar, someInstant, fc.integer({ min: 0, max: 5_000 }), (calendar, from, length) => {
        const start = new Date(Math.ceil(from.getTime() / 60_000) * 60_000);
        let counted = 0;
        for (let m = 0; m < length; m++) if (open(new Date(start.getTime() + m * 60_000), calendar)) counted++;
        expect(workingMinutesBetween(start, new Date(start.getTime() + length * 60_000), calendar)).toBe(counted);
      }),
      { numRuns: 30 },
    );
  });
  test("hours never change which days are working days, and every one of them opens and closes", () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.integer({ min: 1, max: 60 }), (calendar, day: Day, n) => {
        const due = addWorkingDays(day, n, calendar);
        expect(due).toBe(addWorkingDays(day, n, shipped));
        if (weekdayOf(due) <= 5) expect(officeStretches(due, calendar).at(-1)?.closesMinute).toBe(closingMinute(calendar, due));
        expect(officeStretches(due, calendar)).not.toEqual([]);
      }),
    );
  });
  test("a day off never makes a limit in hours end earlier", () => {
    fc.assert(
      fc.property(someCalendar, someInstant, someMinutes, fc.integer({ min: 0, max: 60 }), (calendar, from, minutes, ahead) => {
        const on = addDays(cityDay(from), ahead);
        const before = addWorkingMinutes(from, minutes, calendar);
        const off = addWorkingMinutes(from, minutes, withDays(calendar, [{ on, kind: "HOLIDAY" }]));
        if (!calendar.makeUpDays.has(on)) expect(off >= before).toBe(true);
      }),
    );
  });
});
