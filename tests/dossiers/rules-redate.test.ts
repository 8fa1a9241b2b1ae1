import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, cityDay, isWorkingDay, weekdayOf, withDays, withHours, workingDaysBetween } from "@/lib/calendar/rules";
import type { CutoffPolicy, LimitUnit, MoveName, SupplementPolicy } from "@/lib/dossiers/model";
import { type DossierFacts, decideMove, dueOf, type Limit, newDossier, type OpenClock, redate } from "@/lib/dossiers/rules";
import { changed, shipped } from "../calendar/years";

const at = (day: Day, clock = "09:00") => new Date(`${day}T${clock}:00+07:00`);
const atClosing = (dueOn: Day) => ({ dueOn, dueAt: at(dueOn, "17:00") });
const turn = (before: WorkingCalendar, after: WorkingCalendar) => ({ before, after, hoursFrom: null });

type Walk = { limit: Limit; cutoff: CutoffPolicy; supplement: SupplementPolicy; steps: [MoveName, Date][] };
/** The dossier as the moves leave it on a calendar: the record that a change of the calendar must not contradict. */
function walked({ limit, cutoff, supplement, steps }: Walk, calendar: WorkingCalendar): DossierFacts {
  return steps.reduce((facts, [move, now]) => {
    const decision = decideMove(facts, move, { now, calendar, reason: "Lý do", limit, cutoff, supplementPolicy: supplement });
    if (!decision.ok) throw new Error(`${move}: ${decision.code}`);
    return decision.next;
  }, newDossier);
}
/** What lies in the record of an open dossier, as the job reads it. */
function clockOf(facts: DossierFacts, cutoff: CutoffPolicy, on: Day): OpenClock {
  const open = facts.stops.find((s) => s.resumedAt === null);
  const dueAt = open ? open.dueAtBefore : facts.dueAt;
  if (!facts.acceptedAt || !dueAt) throw new Error("no clock");
  return {
    acceptedAt: facts.acceptedAt,
    limit: facts.limit,
    cutoff,
    stops: facts.stops.filter((s) => s !== open),
    due: { dueAt, dueOn: cityDay(dueAt) },
    promisedOn: cityDay(dueAt),
    extended: null,
    on,
  };
}

const aDay = fc.integer({ min: 0, max: 1_200 }).map((n) => addDays("2023-06-01", n));
const anInstant = fc
  .tuple(aDay, fc.integer({ min: 0, max: 1_439 }))
  .map(([day, minute]) => new Date(at(day, "00:00").getTime() + minute * 60_000));
const aLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom<LimitUnit>("WORKING_DAY", "CALENDAR_DAY") }),
  fc.record({ value: fc.integer({ min: 1, max: 3 }), unit: fc.constant<LimitUnit>("MONTH") }),
  fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom<LimitUnit>("WORKING_HOUR", "CLOCK_HOUR") }),
  fc.constant<Limit>({ value: null, unit: "SAME_DAY" }),
);
const aCutoff = fc.constantFrom<CutoffPolicy>("NONE", "SAME_DAY_15H", "AFTER_CLOSE_NEXT_DAY");
const hours = (from: Date, n: number) => new Date(from.getTime() + n * 3_600_000);
/** Accepted, perhaps stopped for a payment once or twice and resumed; left running or left waiting. */
const aWalk: fc.Arbitrary<Walk> = fc
  .record({
    acceptedAt: anInstant,
    limit: aLimit,
    cutoff: aCutoff,
    gaps: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 0, maxLength: 4 }),
  })
  .map(({ acceptedAt, limit, cutoff, gaps }) => {
    const steps: Walk["steps"] = [
      ["accept", acceptedAt],
      ["start", acceptedAt],
    ];
    let now = acceptedAt;
    for (const [i, gap] of gaps.entries()) {
      now = hours(now, gap);
      steps.push([i % 2 === 0 ? "requestPayment" : "confirmPayment", now]);
    }
    return { limit, cutoff, supplement: "PAUSE", steps };
  });
const isWaiting = (walk: Walk) => walk.steps.length % 2 === 1;

describe("a day off announced late", () => {
  test.each([
    ["WORKING_DAY", "2026-11-30", "2026-12-01", "one more working day is needed"],
    ["WORKING_DAY", "2026-11-26", "2026-11-26", "due before it"],
    ["WORKING_DAY", "2026-11-20", "2026-11-20", "due before it, and past"],
    ["CALENDAR_DAY", "2026-11-27", "2026-11-30", "ended on it (Đ.148.5)"],
    ["CALENDAR_DAY", "2026-11-30", "2026-11-30", "plain days run through it"],
    ["CLOCK_HOUR", "2026-11-27", "2026-11-27", "hours by the clock know no days off"],
  ] as const)("%s due %s → %s: %s", (unit, dueOn, expected, _why) => {
    const clock: OpenClock = {
      // A day a register promised: not what the limit alone would give.
      acceptedAt: at("2026-11-18"),
      limit: { value: 2, unit },
      cutoff: "NONE",
      stops: [],
      due: atClosing(dueOn),
      promisedOn: dueOn,
      extended: null,
      on: "2026-11-23",
    };
    const moved = redate(clock, turn(shipped, changed({ off: ["2026-11-27"] })));
    expect(moved?.due.dueOn ?? dueOn).toBe(expected);
    if (moved) expect(moved.due.dueAt).toEqual(at(expected, "17:00"));
  });

  test("a closure of today moves what is due today, one of yesterday what fell due on it", () => {
    const dueOn = "2026-12-03";
    const clock = (on: Day): OpenClock => ({
      acceptedAt: at("2026-12-01"),
      limit: { value: 2, unit: "WORKING_DAY" },
      cutoff: "NONE",
      stops: [],
      due: atClosing(dueOn),
      promisedOn: dueOn,
      extended: null,
      on,
    });
    const storm = turn(shipped, changed({ off: [dueOn] }));
    expect(redate(clock("2026-12-03"), storm)?.due.dueOn).toBe("2026-12-04");
    expect(redate(clock("2026-12-07"), storm)?.due.dueOn).toBe("2026-12-04");
  });

  test("a Saturday worked in hindsight makes nobody late", () => {
    const clock: OpenClock = {
      acceptedAt: at("2026-12-01"),
      limit: { value: 10, unit: "WORKING_DAY" },
      cutoff: "NONE",
      stops: [],
      due: atClosing("2026-12-15"),
      promisedOn: "2026-12-15",
      extended: null,
      on: "2026-12-15",
    };
    const worked = turn(shipped, changed({ worked: ["2026-12-05"] }));
    expect(redate(clock, worked)).toBeNull();
    expect(redate({ ...clock, on: "2026-12-07" }, worked)?.due.dueOn).toBe("2026-12-14");
  });

  test("the appointment of an apology keeps its distance, and the due day stays the measure", () => {
    const clock: OpenClock = {
      acceptedAt: at("2026-12-01"),
      limit: { value: 2, unit: "WORKING_DAY" },
      cutoff: "NONE",
      stops: [],
      due: atClosing("2026-12-03"),
      promisedOn: "2026-12-03",
      extended: atClosing("2026-12-08"),
      on: "2026-12-02",
    };
    const storm = redate(clock, turn(shipped, changed({ off: ["2026-12-03"] })));
    expect(storm).toEqual({ due: atClosing("2026-12-04"), extended: atClosing("2026-12-09") });
    const later = redate(clock, turn(shipped, changed({ off: ["2026-12-07"] })));
    expect(later).toEqual({ due: atClosing("2026-12-03"), extended: atClosing("2026-12-09") });
  });

  test.each<[LimitUnit, string, string, string]>([
    ["WORKING_HOUR", "2023-06-07T08:00", "2023-06-12T07:00", "2023-06-12T08:00"],
    ["WORKING_DAY", "2023-06-08T17:00", "2023-06-09T07:00", "2023-06-12T08:00"],
  ])(
    "%s: a clock that ran out %s and then stood %s to %s is not later still because a day it stood becomes free",
    (unit, ranOut, from, until) => {
      const local = (text: string) => new Date(`${text}:00+07:00`);
      const walk: Walk = {
        limit: { value: 1, unit },
        cutoff: "NONE",
        supplement: "PAUSE",
        steps: [
          ["accept", local("2023-06-07T00:00")],
          ["start", local("2023-06-07T00:00")],
          ["requestPayment", local(from)],
          ["confirmPayment", local(until)],
        ],
      };
      const [accept, start] = walk.steps;
      if (!accept || !start) throw new Error("no steps");
      expect(walked({ ...walk, steps: [accept, start] }, shipped).dueAt).toEqual(local(ranOut));
      const freed = turn(shipped, changed({ off: ["2023-06-12"] }));
      expect(redate(clockOf(walked(walk, shipped), walk.cutoff, "2023-06-12"), freed)).toBeNull();
    },
  );

  test("a promise pushed to the very day the limit gives goes back when the day is given back", () => {
    const clock: OpenClock = {
      acceptedAt: at("2023-06-01"),
      limit: { value: 2, unit: "MONTH" },
      cutoff: "NONE",
      stops: [],
      due: atClosing("2023-07-31"),
      promisedOn: "2023-07-31",
      extended: null,
      on: "2023-06-01",
    };
    const without = changed({ off: ["2023-07-31"] });
    const moved = redate(clock, turn(shipped, without));
    expect(moved?.due).toEqual(atClosing("2023-08-01"));
    expect(redate({ ...clock, ...moved }, turn(without, shipped))?.due).toEqual(clock.due);
  });

  test("a day beyond the calendar is said, not guessed", () => {
    const acceptedAt = at("2027-11-19");
    const limit: Limit = { value: workingDaysBetween("2027-11-19", "2027-12-31", shipped), unit: "WORKING_DAY" };
    const due = atClosing("2027-12-31");
    const clock: OpenClock = {
      acceptedAt,
      limit,
      cutoff: "NONE",
      stops: [],
      due,
      promisedOn: due.dueOn,
      extended: null,
      on: "2027-11-20",
    };
    expect(() => redate(clock, turn(shipped, changed({ off: ["2027-12-01"] })))).toThrow(
      expect.objectContaining({ code: "calendar-not-decided" }),
    );
  });
});

describe("any change under any clock", () => {
  const aChange = aDay.map((on) => ({ on, isWeekend: weekdayOf(on) > 5, isOff: !isWorkingDay(on, shipped) }));
  const addDayOff = (on: Day) => withDays(shipped, [{ on, kind: "HOLIDAY" }]);

  test("leaves exactly the day that counting afresh on the new calendar gives, pauses and all; waiting ones when they resume", () => {
    fc.assert(
      fc.property(aWalk, fc.integer({ min: 0, max: 90 }), (walk, ahead) => {
        const [, acceptedAt] = walk.steps[0] ?? ["accept", new Date()];
        const on = addDays(cityDay(acceptedAt), ahead);
        fc.pre(isWorkingDay(on, shipped));
        const after = addDayOff(on);
        const was = walked(walk, shipped);
        const clock = clockOf(was, walk.cutoff, cityDay(walk.steps.at(-1)?.[1] ?? acceptedAt));
        const moved = redate(clock, turn(shipped, after));
        const fresh = walked(walk, after);
        const freshClock = clockOf(fresh, walk.cutoff, clock.on);
        // A clock that had run out while somebody was waited for is not made later still: it stays.
        const isLaterStill = freshClock.due.dueAt < clock.due.dueAt;
        expect(moved?.due.dueOn ?? clock.due.dueOn).toBe(isLaterStill ? clock.due.dueOn : freshClock.due.dueOn);
        if (!isWaiting(walk) || isLaterStill) return;
        // Resumed on the new calendar, the dossier is due when it would be had the calendar always been so.
        const resumedAt = hours(walk.steps.at(-1)?.[1] ?? acceptedAt, 30);
        const dueAtBefore = moved?.due.dueAt ?? clock.due.dueAt;
        const kept = {
          ...was,
          stops: was.stops.map((s) => (s.resumedAt ? s : { ...s, dueAtBefore, dueOnBefore: cityDay(dueAtBefore) })),
        };
        const resume = (facts: DossierFacts) => {
          const d = decideMove(facts, "confirmPayment", {
            now: resumedAt,
            calendar: after,
            limit: null,
            cutoff: walk.cutoff,
            supplementPolicy: "PAUSE",
          });
          if (!d.ok) throw new Error(d.code);
          return d.next.dueOn;
        };
        expect(resume(kept)).toBe(resume(fresh));
      }),
      { numRuns: 200 },
    );
  });

  test("a day off never makes anything due earlier, and taking it back restores what was", () => {
    fc.assert(
      fc.property(aWalk, fc.integer({ min: -10, max: 90 }), fc.integer({ min: 0, max: 60 }), (walk, ahead, gone) => {
        const [, acceptedAt] = walk.steps[0] ?? ["accept", new Date()];
        const off = addDays(cityDay(acceptedAt), ahead);
        fc.pre(isWorkingDay(off, shipped));
        const after = addDayOff(off);
        const lastStep = cityDay(walk.steps.at(-1)?.[1] ?? acceptedAt);
        const clock = clockOf(walked(walk, shipped), walk.cutoff, addDays(lastStep, gone));
        const moved = redate(clock, turn(shipped, after));
        if (!moved) return;
        expect(moved.due.dueAt.getTime()).toBeGreaterThan(clock.due.dueAt.getTime());
        const back = redate({ ...clock, ...moved }, turn(after, shipped));
        expect(back?.due).toEqual(clock.due);
      }),
      { numRuns: 200 },
    );
  });

  test("so it is for days that a register promised", () => {
    const aPromise = fc.record({
      acceptedAt: anInstant,
      limit: fc.option(aLimit),
      days: fc.integer({ min: 1, max: 60 }),
      ahead: fc.integer({ min: -5, max: 70 }),
    });
    fc.assert(
      fc.property(aPromise, ({ acceptedAt, limit, days, ahead }) => {
        const dueOn = addDays(cityDay(acceptedAt), days);
        const off = addDays(cityDay(acceptedAt), ahead);
        fc.pre(isWorkingDay(dueOn, shipped) && isWorkingDay(off, shipped));
        const due = { dueOn, dueAt: at(dueOn, "16:30") };
        const clock: OpenClock = {
          acceptedAt,
          limit,
          cutoff: "NONE",
          stops: [],
          due,
          promisedOn: dueOn,
          extended: null,
          on: cityDay(acceptedAt),
        };
        const after = addDayOff(off);
        const moved = redate(clock, turn(shipped, after));
        if (!moved) return;
        expect(moved.due.dueAt.getTime()).toBeGreaterThan(due.dueAt.getTime());
        // Working hours end inside office hours, where the promise may not have stood.
        if (limit?.unit !== "WORKING_HOUR") expect(redate({ ...clock, ...moved }, turn(after, shipped))?.due).toEqual(due);
      }),
      { numRuns: 200 },
    );
  });

  test("a worked weekend brings nothing forward before today, and used and left stay what is allowed", () => {
    fc.assert(
      fc.property(
        anInstant,
        fc.integer({ min: 1, max: 30 }),
        aChange,
        fc.integer({ min: 0, max: 40 }),
        (acceptedAt, value, { on, isWeekend, isOff }, gone) => {
          fc.pre(isWeekend && isOff);
          const limit: Limit = { value, unit: "WORKING_DAY" };
          const due = dueOf({ acceptedAt, limit, cutoff: "NONE", calendar: shipped });
          if (!due) throw new Error("countable");
          const today = addDays(cityDay(acceptedAt), gone);
          const after = withDays(shipped, [{ on, kind: "MAKE_UP" }]);
          const clock: OpenClock = {
            acceptedAt,
            limit,
            cutoff: "NONE",
            stops: [],
            due,
            promisedOn: due.dueOn,
            extended: null,
            on: today,
          };
          const moved = redate(clock, turn(shipped, after));
          if (!moved) return;
          expect(moved.due.dueOn < due.dueOn).toBe(true);
          expect(moved.due.dueOn >= today).toBe(true);
          const fresh = workingDaysBetween(cityDay(acceptedAt), moved.due.dueOn, after);
          expect(fresh).toBeGreaterThanOrEqual(value);
        },
      ),
    );
  });
});

describe("other office hours", () => {
  const plain = [1, 2, 3, 4, 5];
  const winter = withHours(shipped, {
    validFrom: "2026-12-01",
    stretches: [
      { weekdays: plain, opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
      { weekdays: plain, opensMinute: 810, closesMinute: 990, isReceptionOnly: false },
    ],
  });
  const change = { before: shipped, after: winter, hoursFrom: "2026-12-01" };
  const clock = (dueOn: Day, clockTime: string, limit: Limit, acceptedAt = at("2026-11-30", "15:00")): OpenClock => ({
    acceptedAt,
    limit,
    cutoff: "NONE",
    stops: [],
    due: { dueOn, dueAt: at(dueOn, clockTime) },
    promisedOn: dueOn,
    extended: null,
    on: "2026-11-30",
  });
  test("a day ends when the office now closes; the day itself stays, and so do the days before", () => {
    const days: Limit = { value: 3, unit: "WORKING_DAY" };
    expect(redate(clock("2026-12-03", "17:00", days), change)?.due).toEqual({
      dueOn: "2026-12-03",
      dueAt: at("2026-12-03", "16:30"),
    });
    expect(redate(clock("2026-11-30", "17:00", days), change)).toBeNull();
    expect(redate(clock("2026-12-03", "10:00", days), change)).toBeNull();
  });
  test("hours still to run are counted in the new hours", () => {
    // Two of the eight hours run on Monday; six are left for Tuesday: four in the morning (it now opens at 7:30), two in the afternoon.
    const eight: Limit = { value: 8, unit: "WORKING_HOUR" };
    const due = dueOf({ acceptedAt: at("2026-11-30", "15:00"), limit: eight, cutoff: "NONE", calendar: shipped });
    const moved = redate(clock("2026-12-01", "15:00", eight), change);
    expect(due?.dueAt).toEqual(at("2026-12-01", "15:00"));
    expect(moved?.due.dueAt).toEqual(at("2026-12-01", "15:30"));
  });
  test("whatever the week becomes, the due is the one counted from the acceptance in the hours of each day", () => {
    const halfFriday = withHours(shipped, {
      validFrom: "2026-12-01",
      stretches: [
        { weekdays: plain, opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
        { weekdays: [1, 2, 3, 4], opensMinute: 780, closesMinute: 1050, isReceptionOnly: false },
        { weekdays: [6], opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
      ],
    });
    const limits: Limit[] = (["WORKING_HOUR", "WORKING_DAY", "CALENDAR_DAY"] as const).flatMap((unit) =>
      [1, 2, 5, 9, 30].map((value) => ({ value, unit })),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 1440 }), fc.constantFrom(...limits), (minutes, limit) => {
        const acceptedAt = new Date(at("2026-11-16", "07:00").getTime() + minutes * 60_000);
        const counted = (calendar: WorkingCalendar) => dueOf({ acceptedAt, limit, cutoff: "NONE", calendar });
        const before = counted(shipped);
        if (!before) throw new Error("a limit with a number is counted");
        const turned = { before: shipped, after: halfFriday, hoursFrom: "2026-12-01" };
        const open = {
          acceptedAt,
          limit,
          cutoff: "NONE" as const,
          stops: [],
          due: before,
          promisedOn: null,
          extended: null,
          on: "2026-11-16",
        };
        expect(redate(open, turned)?.due ?? before).toEqual(counted(halfFriday));
      }),
      { numRuns: 500 },
    );
  });
});
