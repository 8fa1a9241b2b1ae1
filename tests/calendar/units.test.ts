import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendars, Day, OfficeStretch, UnitPlace, UnitWeek } from "@/lib/calendar/model";
import {
  addDays,
  addWorkingDays,
  calendarsOf,
  cityDay,
  closingMinute,
  dayFault,
  isWorkingDay,
  officeStretches,
  unitsUnder,
  weekFault,
  weekOn,
  withDaysOf,
  withHoursOf,
  withoutUnitHours,
  workingMinutesBetween,
} from "@/lib/calendar/rules";
import type { CutoffPolicy, LimitUnit } from "@/lib/dossiers/model";
import { dueOf, type Limit, redate } from "@/lib/dossiers/rules";
import { shipped } from "./years";

const at = (text: string) => new Date(`${text.replace(" ", "T")}:00+07:00`);
const stretch = (weekdays: number[], opensMinute: number, closesMinute: number, isReceptionOnly = false): OfficeStretch => ({
  ...{ weekdays, opensMinute, closesMinute, isReceptionOnly },
});
const weekdays = [1, 2, 3, 4, 5];
const plain = [stretch(weekdays, 420, 690), stretch(weekdays, 810, 1020)];
const saturday = [...plain, stretch([6], 450, 690, true)];
const countedSaturday = [...plain, stretch([6], 450, 690)];
const early = [stretch(weekdays, 390, 690), stretch(weekdays, 780, 960)];

/** The committee, two wards with a desk each, and a ward that was renamed, with the desk that still stands under its old name. */
const unit = { committee: 1, ward: 2, desk: 3, otherWard: 4, otherDesk: 5, formerWard: 6, oldDesk: 7, mergedAway: 8 } as const;
const place = (id: number, parentId: number | null, heirId: number | null = null, formerId: number | null = null): UnitPlace => ({
  ...{ id, parentId, heirId, formerId },
});
const places = [
  place(unit.committee, null),
  place(unit.ward, unit.committee, null, unit.formerWard),
  place(unit.desk, unit.ward),
  place(unit.otherWard, unit.committee),
  place(unit.otherDesk, unit.otherWard),
  place(unit.formerWard, unit.committee, unit.ward),
  place(unit.oldDesk, unit.formerWard),
  // Merged into the other ward together with more: its past is not the other ward's.
  place(unit.mergedAway, unit.committee, unit.otherWard),
];
const own = (unitId: number, validFrom: Day, stretches: readonly OfficeStretch[], validUntil: Day | null = null): UnitWeek => ({
  ...{ unitId, validFrom, validUntil, stretches },
});
const city = (units: readonly UnitWeek[]): Calendars => calendarsOf(shipped, units, places);
const weekOf = (calendars: Calendars, unitId: number, on: Day) => weekOn(calendars.of(unitId), on)?.stretches;

describe("whose hours a unit keeps", () => {
  const calendars = city([
    own(unit.ward, "2026-12-01", early, "2026-12-31"),
    own(unit.ward, "2027-02-01", saturday),
    own(unit.desk, "2027-03-01", countedSaturday),
    own(unit.formerWard, "2026-06-01", saturday, "2026-06-30"),
    own(unit.mergedAway, "2026-06-01", early),
  ]);
  test.each([
    ["its own", unit.ward, "2026-12-10", early],
    ["from the first day", unit.ward, "2026-12-01", early],
    ["to the last", unit.ward, "2026-12-31", early],
    ["the city's before", unit.ward, "2026-11-30", plain],
    ["the city's again after", unit.ward, "2027-01-01", plain],
    ["its next ones", unit.ward, "2027-02-01", saturday],
    ["those of what it stands under", unit.desk, "2026-12-10", early],
    ["its own once it has some", unit.desk, "2027-03-01", countedSaturday],
    ["what it was called before keeps its past", unit.ward, "2026-06-15", saturday],
    ["a dossier under the old name follows the new one", unit.formerWard, "2026-12-10", early],
    ["and so does what still stands under the old name", unit.oldDesk, "2026-12-10", early],
    ["who took a unit over with others does not take its hours", unit.otherWard, "2026-06-15", plain],
    ["and that unit keeps them for its own dossiers", unit.mergedAway, "2026-12-10", early],
    ["nobody's neighbour", unit.otherDesk, "2026-12-10", plain],
    ["nor whoever stands above", unit.committee, "2026-12-10", plain],
  ])("%s: unit %i on %s", (_why, unitId, on, stretches) => expect(weekOf(calendars, unitId, on)).toEqual(stretches));

  test("who keeps the same hours shares one calendar, and without own hours it is the city's itself", () => {
    const everywhere = city([own(unit.committee, "2026-01-01", early)]);
    expect(everywhere.of(unit.otherWard)).toBe(everywhere.of(unit.desk));
    expect(everywhere.of(unit.desk)).not.toBe(shipped);
    expect([calendars.of(unit.otherDesk) === shipped, city([]).of(unit.ward) === shipped]).toEqual([true, true]);
  });
  test("a change of the city's hours reaches the units without own ones and waits for the others", () => {
    const after = withHoursOf(calendars, { validFrom: "2026-12-15", stretches: countedSaturday });
    expect(weekOf(after, unit.otherDesk, "2026-12-20")).toEqual(countedSaturday);
    expect(weekOf(after, unit.ward, "2026-12-20")).toEqual(early);
    expect(weekOf(after, unit.ward, "2027-01-10")).toEqual(countedSaturday);
  });
  test("new own hours replace what was planned from later days; ending them leaves what was inherited", () => {
    const after = withHoursOf(calendars, { unitId: unit.ward, validFrom: "2026-12-15", stretches: saturday });
    expect(after.units.filter((w) => w.unitId === unit.ward)).toEqual([
      own(unit.ward, "2026-12-01", early, "2026-12-14"),
      own(unit.ward, "2026-12-15", saturday),
    ]);
    expect(withoutUnitHours(after.units, unit.ward, "2026-12-14").filter((w) => w.unitId === unit.ward)).toEqual([
      own(unit.ward, "2026-12-01", early, "2026-12-14"),
    ]);
  });
  test("the units a change reaches", () => {
    expect(unitsUnder(unit.ward, places)).toEqual([unit.ward, unit.desk, unit.formerWard, unit.oldDesk]);
    expect(unitsUnder(unit.otherWard, places)).toEqual([unit.otherWard, unit.otherDesk, unit.mergedAway]);
    expect(unitsUnder(unit.committee, places)).toEqual(places.map((p) => p.id));
  });
});

describe("a Saturday morning", () => {
  // 5 December 2026 is a Saturday.
  const eight: Limit = { value: 8, unit: "WORKING_HOUR" };
  const due = (calendars: Calendars, acceptedAt: string, limit: Limit, cutoff: CutoffPolicy = "NONE") =>
    dueOf({ acceptedAt: at(acceptedAt), limit, cutoff, calendar: calendars.of(unit.desk) });
  const reception = city([own(unit.ward, "2026-12-01", saturday)]);
  const counted = city([own(unit.ward, "2026-12-01", countedSaturday)]);
  test.each<[string, Limit, string, string, string]>([
    // [accepted, limit, for reception only, made working time by a document, why]
    ["2026-12-04 15:00", eight, "2026-12-07 15:00", "2026-12-07 09:00", "six hours are left: four of them on the Saturday"],
    ["2026-12-05 08:00", eight, "2026-12-07 17:00", "2026-12-07 11:30", "taken in on the Saturday it runs from Monday"],
    ["2026-12-05 08:00", { value: 1, unit: "WORKING_DAY" }, "2026-12-07 17:00", "2026-12-07 17:00", "never a working day"],
    ["2026-12-04 09:00", { value: 1, unit: "CALENDAR_DAY" }, "2026-12-07 17:00", "2026-12-07 17:00", "a last day moves on"],
    ["2026-12-05 08:00", { value: null, unit: "SAME_DAY" }, "2026-12-07 17:00", "2026-12-07 17:00", "nor a same day"],
  ])("%s, %j: %s, counted %s (%s)", (acceptedAt, limit, onReception, onCounted, _why) => {
    expect(due(reception, acceptedAt, limit)?.dueAt).toEqual(at(onReception));
    expect(due(counted, acceptedAt, limit)?.dueAt).toEqual(at(onCounted));
    expect(due(city([]), acceptedAt, limit)?.dueAt).toEqual(at(onReception));
  });
  test("may be taken off by itself where any unit opens on it", () => {
    const off = { on: "2026-12-05", kind: "HOLIDAY" } as const;
    expect([dayFault(off, reception), dayFault(off, counted), dayFault(off, city([]))]).toEqual([
      null,
      null,
      "calendar-day-already-off",
    ]);
    expect(officeStretches("2026-12-05", withDaysOf(counted, [off]).of(unit.desk))).toEqual([]);
  });
  test.each([
    [saturday, null],
    [[...plain, stretch([6, 7], 450, 690, true), stretch([6], 810, 900, true)], null],
    [[stretch(weekdays, 420, 690, true)], "office-hours-reception"],
    [[...plain, stretch([6], 450, 690, true), stretch([6], 810, 900)], "office-hours-reception"],
  ])("weekFault %#", (stretches, fault) => expect(weekFault(stretches)).toBe(fault));
});

describe("any unit's own hours", () => {
  const session = (from: number, until: number) =>
    fc.tuple(fc.integer({ min: from, max: until - 30 }), fc.integer({ min: 30, max: 300 })).map(([opens, length]) => ({
      ...{ opensMinute: opens, closesMinute: Math.min(opens + length, until) },
    }));
  const dayHours = (weekday: number) =>
    fc
      .record({ morning: fc.option(session(360, 720)), afternoon: fc.option(session(720, 1200)), aside: fc.boolean() })
      .map(({ morning, afternoon, aside }) =>
        [morning, afternoon].flatMap((s) => (s ? [{ ...s, weekdays: [weekday], isReceptionOnly: aside && weekday > 5 }] : [])),
      )
      .filter((sessions) => weekday > 5 || sessions.length > 0);
  const someWeek = fc.tuple(...[1, 2, 3, 4, 5, 6, 7].map(dayHours)).map((days) => days.flat());
  const someDay = fc.integer({ min: 0, max: 1400 }).map((n) => addDays("2023-01-01", n));
  const someOwn = fc
    .tuple(someWeek, someDay, fc.option(fc.integer({ min: 0, max: 200 })), fc.constantFrom(unit.committee, unit.ward, unit.desk))
    .map(([week, from, length, id]) => own(id, from, week, length === null ? null : addDays(from, length)));
  const someCity = fc.array(someOwn, { minLength: 1, maxLength: 4 }).map((weeks) =>
    weeks.reduce((calendars, week) => {
      const begun = withHoursOf(calendars, week);
      return week.validUntil === null
        ? begun
        : calendarsOf(shipped, withoutUnitHours(begun.units, week.unitId, week.validUntil), places);
    }, city([])),
  );
  const someInstant = fc.integer({ min: 0, max: 1400 * 1440 }).map((m) => new Date(Date.UTC(2023, 0, 2) + m * 60_000));
  const someLimit: fc.Arbitrary<Limit> = fc.oneof(
    fc.record({ value: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom<LimitUnit>("WORKING_DAY", "CALENDAR_DAY") }),
    fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom<LimitUnit>("WORKING_HOUR", "CLOCK_HOUR") }),
    fc.constant<Limit>({ value: null, unit: "SAME_DAY" }),
  );
  const someCutoff = fc.constantFrom<CutoffPolicy>("NONE", "SAME_DAY_15H", "AFTER_CLOSE_NEXT_DAY");

  test("what opens for reception only moves no due moment, anywhere, and no minute of working time", () => {
    const aside = fc
      .tuple(dayHours(6), dayHours(7), someDay)
      .map(([sat, sun, from]) =>
        city([own(unit.ward, from, [...plain, ...[...sat, ...sun].map((s) => ({ ...s, isReceptionOnly: true }))])]),
      );
    fc.assert(
      fc.property(aside, someInstant, someLimit, someCutoff, someInstant, (calendars, acceptedAt, limit, cutoff, other) => {
        const calendar = calendars.of(unit.desk);
        expect(dueOf({ acceptedAt, limit, cutoff, calendar })).toEqual(dueOf({ acceptedAt, limit, cutoff, calendar: shipped }));
        expect(workingMinutesBetween(acceptedAt, other, calendar)).toBe(workingMinutesBetween(acceptedAt, other, shipped));
      }),
    );
  });
  test("working days are the city's in every unit, so that lists, cells and clocks agree", () => {
    fc.assert(
      fc.property(someCity, someDay, fc.integer({ min: 1, max: 60 }), (calendars, day, n) => {
        const calendar = calendars.of(unit.desk);
        expect(addWorkingDays(day, n, calendar)).toBe(addWorkingDays(day, n, shipped));
        expect(isWorkingDay(day, calendar)).toBe(isWorkingDay(day, shipped));
        const limit = { value: n, unit: "WORKING_DAY" } as const;
        const due = (of: typeof calendar) =>
          dueOf({ acceptedAt: new Date(at(`${day} 09:00`)), limit, cutoff: "NONE", calendar: of });
        expect(due(calendar)?.dueOn).toBe(due(shipped)?.dueOn);
      }),
    );
  });
  test("a day off never makes anything due earlier, in any unit", () => {
    fc.assert(
      fc.property(
        ...[someCity, someInstant, someLimit, someCutoff, fc.integer({ min: 0, max: 40 })],
        (calendars, acceptedAt, limit, cutoff, ahead) => {
          const on = addDays(cityDay(acceptedAt), ahead);
          if (shipped.makeUpDays.has(on)) return;
          const due = (of: Calendars) => dueOf({ acceptedAt, limit, cutoff, calendar: of.of(unit.desk) })?.dueAt.getTime() ?? 0;
          // The hour a day closes at may differ from the next one's; the day itself never goes back.
          const [was, is] = [due(calendars), due(withDaysOf(calendars, [{ on, kind: "HOLIDAY" }]))];
          expect(cityDay(new Date(is)) >= cityDay(new Date(was))).toBe(true);
          if (limit.unit === "WORKING_HOUR") expect(is >= was).toBe(true);
        },
      ),
    );
  });
  test("a change re-dates an open dossier to what it would have been counted", () => {
    fc.assert(
      fc.property(
        someCity,
        someWeek,
        someInstant,
        someLimit,
        fc.integer({ min: 0, max: 20 }),
        (before, week, acceptedAt, limit, ahead) => {
          const from = addDays(cityDay(acceptedAt), ahead);
          const after = withHoursOf(before, { unitId: unit.ward, validFrom: from, stretches: week });
          const due = (of: Calendars) => dueOf({ acceptedAt, limit, cutoff: "NONE", calendar: of.of(unit.desk) });
          const [was, is] = [due(before), due(after)];
          if (!was || !is || limit.unit === "SAME_DAY") return;
          const clock = {
            ...{ acceptedAt, limit, cutoff: "NONE" as const, stops: [], due: was, promisedOn: was.dueOn, extended: null },
            on: cityDay(acceptedAt),
          };
          const turn = { before: before.of(unit.desk), after: after.of(unit.desk), hoursFrom: from };
          expect(redate(clock, turn)?.due ?? was).toEqual(is);
        },
      ),
    );
  });
  test("every working day opens and closes in every unit", () => {
    fc.assert(
      fc.property(someCity, someDay, (calendars, day) => {
        const calendar = calendars.of(unit.desk);
        if (!isWorkingDay(day, calendar) || shipped.makeUpDays.has(day)) return;
        expect(officeStretches(day, calendar).at(-1)?.closesMinute).toBe(closingMinute(calendar, day));
      }),
    );
  });
});
