import { describe, expect, test } from "vitest";
import { type MeetingState, meetingOutcomes, type PaperStanding, paperStandings } from "@/lib/meetings/model";
import { actFault, conveneFaults, meetingFaults, outcomeOf, paperlessShare, startsOf } from "@/lib/meetings/rules";

const at = (time: string) => new Date(`2026-11-26T${time}:00+07:00`);
const codes = (faults: readonly { code: string }[]) => faults.map(({ code }) => code);

describe("what a held meeting tells of its papers", () => {
  test.each([
    ["all signed", ["VALID", "VALID"], "full"],
    ["one paper, signed", ["VALID"], "full"],
    ["no papers at all", [], "bare"],
    ["one given out on paper", ["VALID", "PRINTED"], "lacking"],
    ["one not signed", ["VALID", "UNSIGNED"], "lacking"],
    ["one signed badly", ["INVALID", "VALID"], "lacking"],
    ["one that cannot be told", ["VALID", "UNKNOWN"], "lacking"],
    ["one that waits to be checked is not proven", ["PENDING"], "lacking"],
    ["one without the agency's signature", ["DOUBTFUL"], "lacking"],
    ["one that need not be signed is no signed one", ["EXEMPT", "VALID"], "lacking"],
  ] as const)("%s", (_, standings, outcome) => expect(outcomeOf(standings)).toBe(outcome));

  test("there is no standing but one that a meeting may be full with", () => {
    for (const standing of paperStandings) expect(outcomeOf([standing]) === "full").toBe(standing === "VALID");
    expect(meetingOutcomes).toEqual(["full", "lacking", "bare"]);
  });
});

describe("the share of meetings held fully on signed e-documents", () => {
  const held = (...standings: PaperStanding[]) => ({ state: "HELD" as MeetingState, standings });
  test.each([
    ["two of three", [held("VALID"), held("VALID", "VALID"), held("VALID", "UNSIGNED")], 2, 3],
    ["without papers in neither number", [held("VALID"), held()], 1, 1],
    ["nothing but meetings without papers", [held(), held()], 0, 0],
    ["what was called off was not held", [{ state: "CANCELLED" as const, standings: ["VALID" as const] }, held("PRINTED")], 0, 1],
    [
      "what is convened or prepared is to come",
      [
        { state: "CONVENED" as const, standings: ["VALID" as const] },
        { state: "DRAFT" as const, standings: [] },
      ],
      0,
      0,
    ],
    ["unknown is not signed", [held("UNKNOWN"), held("PENDING"), held("VALID")], 1, 3],
  ])("%s", (_, meetings, top, bottom) => expect(paperlessShare(meetings)).toEqual({ top, bottom }));
});

test("who is invited twice, two chairs, a unit in the chair and an end before the beginning are told at their place", () => {
  const one = { unitId: 3, userId: 2, role: "CHAIR" as const };
  const ward = { unitId: 5, role: "MEMBER" as const };
  const fine = { startsAt: at("08:00"), endsAt: at("09:00"), participants: [one, ward] };
  expect(meetingFaults(fine)).toEqual([]);
  expect(meetingFaults({ ...fine, endsAt: at("08:00") })).toEqual([{ path: "endsAt", code: "meeting-ends-before" }]);
  expect(meetingFaults({ ...fine, participants: [one, ward, ward] })).toEqual([
    { path: "participants.2.unitId", code: "invited-twice" },
  ]);
  expect(codes(meetingFaults({ ...fine, participants: [one, { ...one, userId: 4 }] }))).toEqual(["chair-twice"]);
  expect(codes(meetingFaults({ ...fine, participants: [{ ...ward, role: "CHAIR" }] }))).toEqual(["chair-is-unit"]);
});

test("it is convened with a chair, somebody else and an agenda, before it is over", () => {
  const ready = { endsAt: at("09:00"), participants: [{ role: "CHAIR" as const }, { role: "MEMBER" as const }], items: [{}] };
  expect(conveneFaults(ready, at("08:30"))).toEqual([]);
  expect(codes(conveneFaults({ ...ready, participants: [], items: [] }, at("09:00")))).toEqual([
    "meeting-starts-in-past",
    "meeting-without-chair",
    "meeting-without-participants",
    "meeting-without-agenda",
  ]);
});

test.each([
  ["convene", "DRAFT", "08:00", null],
  ["convene", "CONVENED", "08:00", "meeting-not-draft"],
  ["hold", "CONVENED", "08:00", null],
  ["hold", "CONVENED", "07:59", "meeting-not-begun"],
  ["hold", "DRAFT", "09:00", "meeting-not-convened"],
  ["hold", "HELD", "09:00", "meeting-not-convened"],
  ["cancel", "CONVENED", "09:00", null],
  ["cancel", "HELD", "09:00", "meeting-over"],
  ["cancel", "CANCELLED", "09:00", "meeting-over"],
  ["conclude", "HELD", "09:00", null],
  ["conclude", "CONVENED", "09:00", "meeting-not-held"],
] as const)("%s of a meeting that is %s at %s: %s", (act, state, time, fault) =>
  expect(actFault(act, { state, startsAt: at("08:00") }, at(time))).toBe(fault),
);

test("each item begins when those before it are through, as far as they say how long they take", () => {
  const times = startsOf(at("08:00"), [{ minutes: 30 }, { minutes: 15 }, { minutes: null }, { minutes: 10 }]);
  expect(times).toEqual([at("08:00"), at("08:30"), at("08:45"), null]);
});
