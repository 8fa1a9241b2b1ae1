import { expect, test } from "vitest";
import { channelChoices, stateChoices } from "@/components/dossiers/choices";
import { clockSegments } from "@/components/dossiers/clock-bar";
import { tellDeadline } from "@/components/dossiers/deadline";
import { channels, dossierStates } from "@/lib/dossiers/model";

test("the filters offer exactly what a list can be asked for", () => {
  expect(stateChoices).toEqual([...dossierStates]);
  expect(channelChoices).toEqual([...channels]);
});

const open = {
  state: "IN_PROGRESS",
  outcome: null,
  workingDaysLeft: 2,
  isOverdue: false,
  undecided: null,
  dueOn: "2026-11-26",
} as const;

test.each([
  [open, "watch", "left", 2],
  [{ ...open, workingDaysLeft: 9 }, "good", "left", 9],
  [{ ...open, workingDaysLeft: 0 }, "watch", "today", 0],
  [{ ...open, workingDaysLeft: -3, isOverdue: true }, "bad", "late", 3],
  // Friday's deadline on a Saturday.
  [{ ...open, workingDaysLeft: 0, isOverdue: true }, "bad", "lateSince", 0],
  // Waiting for the applicant is not lateness (NĐ 61/2018 Đ.19.4).
  [{ ...open, state: "AWAITING_SUPPLEMENT", workingDaysLeft: null }, "no-data", "paused", 0],
  [{ ...open, workingDaysLeft: null, dueOn: null }, "no-data", "none", 0],
  // Its clock runs, but nobody has decided which days of the year are worked.
  [{ ...open, workingDaysLeft: null, undecided: { year: 2028, isLate: false } }, "no-data", "undecided", 0, 2028],
  [{ ...open, workingDaysLeft: null, undecided: { year: 2028, isLate: true } }, "bad", "undecidedLate", 0, 2028],
  [{ ...open, state: "REGISTERED", workingDaysLeft: null, dueOn: null }, "no-data", "notStarted", 0],
  [{ ...open, state: "FINISHED", outcome: "LATE", workingDaysLeft: null }, "bad", "LATE", 0],
  // A refusal or a withdrawal is neither on time nor late.
  [{ ...open, state: "WITHDRAWN", outcome: "WITHDRAWN", workingDaysLeft: null }, "no-data", "WITHDRAWN", 0],
] as const)("%o is told as %s, %s, %d", (...[facts, verdict, key, days, year]) => {
  expect(tellDeadline(facts)).toEqual({ verdict, key, days, ...(year && { year }) });
});

const at = (day: number) => `2026-11-${String(day).padStart(2, "0")}T02:00:00.000Z`;
const ms = (day: number) => Date.parse(at(day));
const clock = {
  acceptedAt: at(2),
  dueAt: at(10),
  dueOn: "2026-11-10",
  extendedDueOn: null,
  endedAt: null,
  returnedAt: null,
  workingDaysUsed: null,
  clockStops: [],
};

test("time runs, stands while waiting, and is late only past the due instant", () => {
  const stop = { kind: "SUPPLEMENT", policy: "PAUSE", reason: "x", stoppedAt: at(4), resumedAt: at(6), workingDays: 1 } as const;
  expect(clockSegments({ ...clock, clockStops: [{ ...stop, askedPapers: [] }] }, ms(12))?.segments).toEqual([
    { kind: "run", from: ms(2), to: ms(4) },
    { kind: "stop", from: ms(4), to: ms(6) },
    { kind: "run", from: ms(6), to: ms(10) },
    { kind: "late", from: ms(10), to: ms(12) },
  ]);
});

test("a stop that lasts until now ends now, and nothing runs after it", () => {
  const stop = { kind: "PAYMENT", policy: "PAUSE", reason: "x", stoppedAt: at(4), resumedAt: null, workingDays: null } as const;
  const bar = clockSegments({ ...clock, clockStops: [{ ...stop, askedPapers: [] }] }, ms(12));
  expect(bar?.segments.map((s) => s.kind)).toEqual(["run", "stop"]);
});

test("the bar ends with the result, and reaches to the due instant while there is time left", () => {
  expect(clockSegments({ ...clock, endedAt: at(5) }, ms(20))?.end).toBe(ms(10));
  expect(clockSegments(clock, ms(3))?.end).toBe(ms(10));
  expect(clockSegments({ ...clock, acceptedAt: null }, ms(3))).toBeNull();
});
