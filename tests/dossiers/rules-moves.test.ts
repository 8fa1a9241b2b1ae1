import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "@/lib/calendar/model";
import { addWorkingDays, cityDay, isWorkingDay, workingDaysBetween } from "@/lib/calendar/rules";
import { dossierStates, type LimitUnit, type MoveName, moveNames, moves } from "@/lib/dossiers/model";
import {
  type DossierFacts,
  decideMove,
  type MoveContext,
  meanAge,
  movesFrom,
  movesOpenTo,
  newDossier,
  outcomeOf,
  workingDaysUsed,
} from "@/lib/dossiers/rules";
import { shipped } from "../calendar/years";
import { actor, unit } from "../city";
import { expectTruths } from "./truths";
import { anyWalk, endOf, stepsOf } from "./walks";

const at = (day: Day, clock = "09:00") => new Date(`${day}T${clock}:00+07:00`);
const context = (day: Day, more: Partial<MoveContext> = {}): MoveContext => ({
  now: at(day),
  calendar: shipped,
  reason: "Thiếu bản vẽ thiết kế",
  limit: { value: 10, unit: "WORKING_DAY" },
  cutoff: "NONE",
  supplementPolicy: "RESTART",
  ...more,
});
/** Walks through moves, each on its day; the dossier as it then stands. */
function walk(steps: readonly [MoveName, Day, Partial<MoveContext>?][]): DossierFacts {
  return steps.reduce<DossierFacts>((dossier, [move, day, more]) => {
    const decided = decideMove(dossier, move, context(day, more));
    if (!decided.ok) throw new Error(`${move} on ${day}: ${decided.code}`);
    return decided.next;
  }, newDossier);
}
const refusal = (dossier: DossierFacts, move: MoveName, day: Day, more: Partial<MoveContext> = {}) => {
  const decided = decideMove(dossier, move, context(day, more));
  return decided.ok ? null : decided.code;
};
// 02/11/2026 is a Monday; 24/11 is off. Ten working days: due 16/11.
const inProgress = walk([
  ["accept", "2026-11-02"],
  ["start", "2026-11-02"],
]);

describe("the life of a dossier", () => {
  test("a code's day and a due day come with acceptance, not before (P10)", () => {
    expect(newDossier.acceptedOn).toBeNull();
    expect(inProgress).toMatchObject({ acceptedOn: "2026-11-02", dueOn: "2026-11-16", version: 3, limit: { value: 10 } });
  });
  test.each([
    ["2026-11-13", "EARLY"],
    ["2026-11-16", "ON_TIME"],
    ["2026-11-17", "LATE"],
  ])("finished on %s it is %s (QĐ 766)", (day, outcome) => {
    const done = walk([
      ["accept", "2026-11-02"],
      ["start", "2026-11-02"],
      ["finish", day],
    ]);
    expect(done).toMatchObject({ state: "FINISHED", outcome, resultKind: "GRANTED", endedOn: day });
    expect(done.workingDaysUsed).toBe(workingDaysBetween("2026-11-02", day, shipped));
  });
  test("processing ends when the result is ready; the applicant may fetch it late (P9)", () => {
    const returned = walk([
      ["accept", "2026-11-02"],
      ["start", "2026-11-02"],
      ["finish", "2026-11-13"],
      ["return", "2026-12-20"],
    ]);
    expect(returned).toMatchObject({ state: "RETURNED", outcome: "EARLY", endedOn: "2026-11-13", returnedOn: "2026-12-20" });
  });
  test("a refusal after appraisal is a result; at intake it is not accepted (NĐ 61/2018 Đ.19.8)", () => {
    const refused = decideMove(inProgress, "refuse", context("2026-11-10"));
    expect(refused.ok && refused.next).toMatchObject({ state: "FINISHED", resultKind: "REFUSED", outcome: "EARLY" });
    const declined = decideMove(newDossier, "decline", context("2026-11-10"));
    expect(declined.ok && declined.next).toMatchObject({
      state: "NOT_ACCEPTED",
      outcome: "NOT_ACCEPTED",
      acceptedOn: null,
      resultKind: null,
    });
  });
  test("withdrawn and stopped are bins of their own, never late (P8)", () => {
    for (const [move, outcome] of [
      ["withdraw", "WITHDRAWN"],
      ["stop", "STOPPED"],
    ] as const) {
      const decided = decideMove(inProgress, move, context("2026-11-30"));
      expect(decided.ok && decided.next.outcome).toBe(outcome);
    }
  });
  test("withdrawn only while there is no result (TT 03/2025 Đ.7)", () => {
    const done = walk([
      ["accept", "2026-11-02"],
      ["start", "2026-11-02"],
      ["finish", "2026-11-13"],
    ]);
    expect(refusal(done, "withdraw", "2026-11-16")).toBe("move-not-open");
  });
  test("withdrawn while waiting closes the stop and leaves no due day", () => {
    const decided = decideMove(
      walk([
        ["accept", "2026-11-02"],
        ["requestSupplement", "2026-11-04"],
      ]),
      "withdraw",
      context("2026-11-11"),
    );
    if (!decided.ok) throw new Error(decided.code);
    expect(decided.clock).toEqual({ opens: null, closes: { resumedAt: at("2026-11-11"), resumedOn: "2026-11-11" } });
    expect(decided.next).toMatchObject({ state: "WITHDRAWN", dueOn: null, dueAt: null, workingDaysUsed: 2 });
    expectTruths(decided.next);
  });
  test("a reason is asked for where the law asks for one", () => {
    for (const move of moveNames.filter((m) => "needsReason" in moves[m])) {
      const from = { ...inProgress, state: moves[move].from[0] };
      expect(refusal(from, move, "2026-11-04", { reason: "   " })).toBe("reason-required");
    }
  });
  test("a step dated before the last one is refused", () => {
    expect(refusal(inProgress, "finish", "2026-11-01")).toBe("move-before-last");
  });
  test("the year after the calendar: accepting refuses, ending does not", () => {
    expect(() => decideMove(newDossier, "accept", context("2027-12-28"))).toThrow(
      expect.objectContaining({ code: "calendar-not-decided" }),
    );
    const ended = decideMove(inProgress, "finish", context("2028-01-04"));
    expect(ended.ok && ended.next).toMatchObject({ outcome: "LATE", workingDaysUsed: null });
  });
});

describe("the clock stands (P2)", () => {
  test("RESTART counts again from the day the papers are complete (NĐ 61/2018 Đ.19.4)", () => {
    const resumed = walk([
      ["accept", "2026-11-02"],
      ["requestSupplement", "2026-11-04"],
      ["receiveSupplement", "2026-11-18"],
    ]);
    expect(resumed.dueOn).toBe("2026-12-03");
    expect(resumed.stops).toMatchObject([
      { policy: "RESTART", stoppedOn: "2026-11-04", resumedOn: "2026-11-18", dueOnBefore: "2026-11-16" },
    ]);
  });
  test("PAUSE moves the due day on by the working days waited", () => {
    const pause = { supplementPolicy: "PAUSE" as const };
    const resumed = walk([
      ["accept", "2026-11-02"],
      ["requestSupplement", "2026-11-04", pause],
      ["receiveSupplement", "2026-11-18"],
    ]);
    // Ten working days were waited; ten after 16/11, over 24/11.
    expect(resumed.dueOn).toBe("2026-12-01");
  });
  test("time to pay is not counted (đất đai: nghĩa vụ tài chính)", () => {
    const paid = walk([
      ["accept", "2026-11-02"],
      ["start", "2026-11-02"],
      ["requestPayment", "2026-11-06"],
      ["confirmPayment", "2026-11-23"],
    ]);
    expect(paid.dueOn).toBe("2026-12-02");
    expect(paid.stops[0]?.policy).toBe("PAUSE");
  });
  test("the event tells the due day before and after", () => {
    const waiting = walk([
      ["accept", "2026-11-02"],
      ["requestSupplement", "2026-11-04"],
    ]);
    const asked = decideMove(walk([["accept", "2026-11-02"]]), "requestSupplement", context("2026-11-04"));
    expect(asked.ok && asked.event).toMatchObject({ dueAtBefore: at("2026-11-16", "17:00"), dueAtAfter: null });
    const received = decideMove(waiting, "receiveSupplement", context("2026-11-18"));
    expect(received.ok && received.event).toMatchObject({ dueAtBefore: null, dueAtAfter: at("2026-12-03", "17:00") });
  });
  test("one request a dossier (NĐ 61/2018 Đ.15.3)", () => {
    const resumed = walk([
      ["accept", "2026-11-02"],
      ["requestSupplement", "2026-11-04"],
      ["receiveSupplement", "2026-11-06"],
    ]);
    expect(refusal(resumed, "requestSupplement", "2026-11-09")).toBe("supplements-used-up");
    // Unless the catalogue allowed more when it was accepted.
    const twice = { ...resumed, supplementsAllowed: 2 };
    const again = decideMove(twice, "requestSupplement", { ...context("2026-11-09"), reason: "Thiếu bản vẽ" });
    expect(again).toMatchObject({ ok: true, next: { supplementCount: 2 } });
    expect(
      again.ok && movesOpenTo(actor("officer"), { ...again.next, state: "IN_PROGRESS", unitId: unit.tranPhu }),
    ).not.toContain("requestSupplement");
  });
  test("asking for papers after the due day does not wash the lateness away", () => {
    const late = walk([
      ["accept", "2026-11-02"],
      ["start", "2026-11-02"],
      ["requestSupplement", "2026-11-18"],
      ["receiveSupplement", "2026-11-20"],
    ]);
    expect(late.stops[0]?.policy).toBe("PAUSE");
    expect(late.dueOn).toBe("2026-11-18");
    const ended = decideMove(late, "finish", context("2026-11-20"));
    expect(ended.ok && ended.next.outcome).toBe("LATE");
  });
  test.each([
    ["WORKING_HOUR", 16, "2026-11-03 09:00", "2026-11-03 11:00", "2026-11-04 11:00"],
    ["CLOCK_HOUR", 48, "2026-11-03 09:00", "2026-11-03 21:30", "2026-11-04 21:30"],
    ["CALENDAR_DAY", 10, "2026-11-04 09:00", "2026-11-08 09:00", "2026-11-16 17:00"],
  ] as const)("%s stands in its own unit (T7)", (unitOfLimit, value, stopped, resumed, expected) => {
    const when = (text: string) => at(text.slice(0, 10), text.slice(11));
    const limit = { value, unit: unitOfLimit as LimitUnit };
    const accepted = walk([["accept", "2026-11-02", { limit }]]);
    const asked = decideMove(
      accepted,
      "requestSupplement",
      context("2026-11-02", { now: when(stopped), supplementPolicy: "PAUSE" }),
    );
    const back = asked.ok ? decideMove(asked.next, "receiveSupplement", context("2026-11-02", { now: when(resumed) })) : asked;
    expect(back.ok && back.next.dueAt).toEqual(when(expected));
  });
});

describe("hẹn lại (NĐ 61/2018 Đ.19.9; P3, P4, T8)", () => {
  test("once, a day before, to a later working day", () => {
    expect(refusal(inProgress, "extend", "2026-11-13", {})).toBe("extend-day-required");
    expect(refusal(inProgress, "extend", "2026-11-16", { extendedDueOn: "2026-11-20" })).toBe("extend-too-late");
    expect(refusal(inProgress, "extend", "2026-11-15", { extendedDueOn: "2026-11-16" })).toBe("extend-not-later");
    expect(refusal(inProgress, "extend", "2026-11-15", { extendedDueOn: "2026-11-21" })).toBe("extend-not-working-day");
    const extended = decideMove(inProgress, "extend", context("2026-11-15", { extendedDueOn: "2026-11-20" }));
    if (!extended.ok) throw new Error(extended.code);
    expect(extended.next).toMatchObject({
      dueOn: "2026-11-16",
      extendedDueOn: "2026-11-20",
      extendedDueAt: at("2026-11-20", "17:00"),
    });
    expect(refusal(extended.next, "extend", "2026-11-15", { extendedDueOn: "2026-11-23" })).toBe("extend-once");
    expect(refusal({ ...inProgress, dueOn: null, dueAt: null }, "extend", "2026-11-15", { extendedDueOn: "2026-11-23" })).toBe(
      "extend-no-due",
    );
  });
  test("an appointment that a restart overtakes is the new due day, and is used up all the same", () => {
    const resumed = walk([
      ["accept", "2026-11-02"],
      ["start", "2026-11-02"],
      ["extend", "2026-11-13", { extendedDueOn: "2026-11-17" }],
      ["requestSupplement", "2026-11-13"],
      ["receiveSupplement", "2026-11-16"],
    ]);
    expect(resumed).toMatchObject({ dueOn: "2026-12-01", extendedDueOn: "2026-12-01", extendedDueAt: resumed.dueAt });
    expect(refusal(resumed, "extend", "2026-11-17", { extendedDueOn: "2026-12-04" })).toBe("extend-once");
  });
  test("does not undo lateness", () => {
    const late = walk([
      ["accept", "2026-11-02"],
      ["start", "2026-11-02"],
      ["extend", "2026-11-13", { extendedDueOn: "2026-11-20" }],
      ["finish", "2026-11-19"],
    ]);
    expect(late.outcome).toBe("LATE");
  });
});

describe("what may be done", () => {
  test("every state's moves, and none after the end (D1, D2)", () => {
    expect(movesFrom("REGISTERED")).toEqual(["accept", "decline", "withdraw"]);
    expect(movesFrom("FINISHED")).toEqual(["return", "reopen"]);
    for (const state of ["NOT_ACCEPTED", "WITHDRAWN", "STOPPED", "RETURNED"] as const) expect(movesFrom(state)).toEqual([]);
  });
  test("by right and by reach", () => {
    const dossier = { ...inProgress, unitId: unit.tranPhu };
    expect(movesOpenTo(actor("officer"), dossier)).toEqual(["requestSupplement", "requestPayment", "withdraw"]);
    expect(movesOpenTo(actor("head"), dossier)).toContain("finish");
    expect(movesOpenTo(actor("phuongDoOfficer"), dossier)).toEqual([]);
    expect(movesOpenTo(actor("leader"), dossier)).toEqual([]);
    expect(movesOpenTo(actor("head"), { ...dossier, extendedDueOn: "2026-11-20" })).not.toContain("extend");
    expect(movesOpenTo(actor("officer"), { ...dossier, supplementCount: 1 })).not.toContain("requestSupplement");
  });
  test("the age of a desk is in working days, weighed by how many came when; an undecided day is left out", () => {
    const taken = [
      { acceptedOn: "2026-11-20", n: 2 },
      { acceptedOn: "2026-11-25", n: 1 },
      { acceptedOn: "2009-01-05", n: 9 },
    ];
    // From Friday 20/11 to Thursday 26/11: 23, 25, 26, for 24/11 is off. (3 + 3 + 1) / 3.
    expect(meanAge(taken, "2026-11-26", shipped)).toBe(2.3);
    expect(meanAge([], "2026-11-26", shipped)).toBeNull();
    expect(meanAge(taken.slice(2), "2026-11-26", shipped)).toBeNull();
  });
  test("no due day counts as on time", () => {
    expect(outcomeOf({ dueOn: null, endedOn: "2026-11-20" })).toBe("ON_TIME");
  });
  test("waiting is not time used, and an unknown year is not guessed", () => {
    const stops = [{ stoppedOn: "2026-11-04", resumedOn: "2026-11-11" }];
    expect(workingDaysUsed("2026-11-02", "2026-11-16", stops, shipped)).toBe(5);
    expect(workingDaysUsed("2026-11-02", "2026-11-16", [{ stoppedOn: "2026-11-04", resumedOn: null }], shipped)).toBe(2);
    const strayed = [{ stoppedOn: "2022-11-04", resumedOn: "2028-01-01" }];
    expect(workingDaysUsed("2026-11-02", "2026-11-16", strayed, shipped)).toBe(0);
    expect(workingDaysUsed("2022-12-30", "2023-01-04", [], shipped)).toBeNull();
  });
});

const anyStart = fc.integer({ min: 0, max: 900 * 24 }).map((h) => new Date(Date.UTC(2023, 0, 3) + h * 3_600_000));

describe("any sequence of moves", () => {
  test("keeps what the database demands (D1, D2, D6, D7, P3, T8)", () => {
    fc.assert(
      fc.property(anyWalk, (walked) => {
        const steps = stepsOf(walked);
        let extensions = 0;
        for (const { before, move, now, decided } of steps) {
          if (!decided.ok) {
            expect(movesFrom(before.state).includes(move)).toBe(decided.code !== "move-not-open");
            continue;
          }
          const after = decided.next;
          expect(movesFrom(before.state)).toContain(move);
          expect(after.state).toBe(moves[move].to);
          expect(after.version).toBe(before.version + 1);
          expect(decided.event).toMatchObject({ version: after.version, fromState: before.state, toState: after.state });
          if (before.acceptedAt) expect(after).toMatchObject({ acceptedAt: before.acceptedAt, limit: before.limit });
          if (move === "extend") {
            extensions += 1;
            expect(after.dueOn).toBe(before.dueOn);
            expect(cityDay(now) < (after.dueOn ?? "")).toBe(true);
            expect(isWorkingDay(after.extendedDueOn ?? "", shipped)).toBe(true);
          }
          if (after.extendedDueAt && after.dueAt) expect(after.extendedDueAt >= after.dueAt).toBe(true);
          expectTruths(after);
        }
        expect(extensions).toBeLessThanOrEqual(1);
        // One event a version (D7): the first is the registration.
        expect(steps.filter((s) => s.decided.ok).length + 1).toBe(endOf(steps).version);
      }),
      { numRuns: 1000 },
    );
  });
  test("reaches every state, so that the truths above are not empty", () => {
    const seen = new Set(fc.sample(anyWalk, { numRuns: 600, seed: 7 }).flatMap((w) => stepsOf(w).map((s) => s.before.state)));
    expect([...seen].sort()).toEqual([...dossierStates].sort());
  });

  test("after a restart the allowance is whole again (T7)", () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.integer({ min: 5, max: 30 }),
        fc.nat({ max: 4 }),
        fc.nat({ max: 40 }),
        (start, value, runs, stands) => {
          const limit = { value, unit: "WORKING_DAY" as const };
          const on = (n: number) => new Date(start.getTime() + n * 86_400_000);
          const accepted = decideMove(newDossier, "accept", context("2026-01-01", { now: start, limit }));
          const asked = accepted.ok
            ? decideMove(accepted.next, "requestSupplement", context("2026-01-01", { now: on(runs), limit }))
            : accepted;
          const back = asked.ok
            ? decideMove(asked.next, "receiveSupplement", context("2026-01-01", { now: on(runs + stands), limit }))
            : asked;
          expect(back.ok && back.next.dueOn).toBe(addWorkingDays(cityDay(on(runs + stands)), value, shipped));
        },
      ),
    );
  });
});
