import { describe, expect, test } from "vitest";
import { type DocumentTaskRole, type TaskAct, taskActNames } from "@/lib/documents/model";
import { isTheirs, reopenFault, routeFaults, taskFault } from "@/lib/documents/rules";

const today = "2026-11-26";
const to = (...roles: DocumentTaskRole[]) => roles.map((role) => ({ role, dueOn: null as string | null }));
const codes = (faults: { path: string; code: string }[]) => faults.map(({ path, code }) => `${path} ${code}`);

describe("one leads where several are to deal with it (NĐ 30/2020 Đ.23.2)", () => {
  test.each<[string, DocumentTaskRole[], DocumentTaskRole[], DocumentTaskRole | null, string[]]>([
    ["a lead and two who support", ["LEAD", "SUPPORT", "SUPPORT"], [], null, []],
    ["for information alone", ["INFORM", "INFORM"], [], null, []],
    ["support without a lead", ["SUPPORT"], [], null, ["addressees lead-missing"]],
    ["support where one leads already", ["SUPPORT"], ["LEAD"], null, []],
    ["a second lead", ["LEAD"], ["LEAD", "SUPPORT"], null, ["addressees.0.role lead-twice"]],
    ["two leads at once", ["LEAD", "LEAD"], [], null, ["addressees.1.role lead-twice"]],
    ["who supports hands on to some who support", ["SUPPORT"], [], "SUPPORT", []],
    ["who supports gives no lead", ["LEAD"], [], "SUPPORT", ["addressees.0.role role-too-high"]],
    ["who is informed informs", ["INFORM"], [], "INFORM", []],
    ["who is informed asks nobody to work", ["SUPPORT"], [], "INFORM", ["addressees.0.role role-too-high"]],
    ["who leads names one person", ["LEAD", "INFORM"], [], "LEAD", []],
  ])("%s", (_, roles, open, from, expected) => {
    expect(codes(routeFaults(to(...roles), { open, from: from && { role: from, dueOn: null }, today }))).toEqual(expected);
  });
  test.each<[string, string, string | null, string[]]>([
    ["today", today, null, []],
    ["yesterday", "2026-11-25", null, ["addressees.0.dueOn due-in-past"]],
    ["the unit's own day", "2026-12-01", "2026-12-01", []],
    ["later than the unit's own", "2026-12-02", "2026-12-01", ["addressees.0.dueOn due-after-own"]],
  ])("due %s", (_, dueOn, own, expected) => {
    const from = own === null ? null : { role: "LEAD" as const, dueOn: own };
    expect(codes(routeFaults([{ role: "LEAD", dueOn }], { open: [], from, today }))).toEqual(expected);
  });
  test("what is for information has no due day", () =>
    expect(codes(routeFaults([{ role: "INFORM", dueOn: "2026-12-01" }], { open: [], from: null, today }))).toEqual([
      "addressees.0.dueOn inform-has-no-due",
    ]));
});

describe("which acts a task is open to", () => {
  const open = (role: DocumentTaskRole, state: Parameters<typeof taskFault>[0]["state"], hasAsked = false): TaskAct[] =>
    taskActNames.filter((act) => taskFault({ role, state, hasAsked }, act) === null);
  test.each<[Parameters<typeof open>, TaskAct[]]>([
    [
      ["LEAD", "SENT"],
      ["accept", "progress", "ask", "finish", "return", "recall"],
    ],
    [
      ["SUPPORT", "ACCEPTED"],
      ["progress", "ask", "finish", "return", "recall"],
    ],
    [
      ["LEAD", "ACCEPTED", true],
      ["progress", "finish", "return", "grant", "decline", "recall"],
    ],
    [
      ["LEAD", "HANDED_ON"],
      ["progress", "ask", "finish", "recall"],
    ],
    [
      ["INFORM", "SENT"],
      ["return", "recall"],
    ],
    [["LEAD", "RETURNED"], ["recall"]],
    [["LEAD", "DONE"], []],
    [["LEAD", "CLOSED"], []],
    [["LEAD", "RECALLED"], []],
  ])("%j", (standing, acts) => expect(open(...standing)).toEqual(acts));
});

test.each([
  [null, "work-not-closed"],
  [today, null],
  ["2026-11-25", "work-closed-before"],
])("closed on %s it is opened again: %s", (closedOn, code) => expect(reopenFault(closedOn, today)).toBe(code));

describe("whose an act is", () => {
  const [city, ward, desk] = [1, 3, 4];
  const hands = {
    // Whose right reaches the whole city sits in its committee, and in no ward.
    leader: { userId: 10, acting: [city], directing: [city] },
    wardHead: { userId: 20, acting: [ward, desk], directing: [ward, desk] },
    wardClerk: { userId: 21, acting: [ward, desk], directing: [] },
    specialist: { userId: 22, acting: [], directing: [] },
  };
  type Name = keyof typeof hands;
  const given = { assigneeId: null, unitId: ward, givenById: 10, givenInId: city, onInstructionOf: null } as const;
  const tasks = {
    "the leader's to the ward": given,
    "the leader's to the committee itself": { ...given, unitId: city },
    "the leader's of a document the ward registered": { ...given, givenInId: ward },
    "the head's to the specialist": { ...given, assigneeId: 22, givenById: 20, givenInId: ward },
    "the ward's clerk's, by instruction": {
      ...given,
      assigneeId: 22,
      givenById: 21,
      givenInId: ward,
      onInstructionOf: "Chủ tịch",
    },
    "the head's to the desk": { ...given, unitId: desk, givenById: 20, givenInId: ward },
  };
  const addressee: TaskAct[] = ["accept", "progress", "ask", "finish", "return"];
  const giver: TaskAct[] = ["grant", "decline", "recall"];
  test.each<[keyof typeof tasks, Name, TaskAct[]]>([
    ["the leader's to the ward", "leader", giver],
    ["the leader's to the ward", "wardHead", addressee],
    ["the leader's to the ward", "wardClerk", addressee],
    ["the leader's to the ward", "specialist", []],
    ["the leader's to the committee itself", "leader", [...addressee, ...giver]],
    ["the leader's to the committee itself", "wardHead", []],
    ["the leader's of a document the ward registered", "leader", giver],
    ["the leader's of a document the ward registered", "wardHead", [...addressee, ...giver]],
    ["the head's to the specialist", "leader", []],
    ["the head's to the specialist", "wardHead", giver],
    ["the head's to the specialist", "wardClerk", []],
    ["the head's to the specialist", "specialist", addressee],
    ["the ward's clerk's, by instruction", "leader", []],
    ["the ward's clerk's, by instruction", "wardHead", giver],
    ["the ward's clerk's, by instruction", "wardClerk", ["recall"]],
    ["the head's to the desk", "leader", []],
    ["the head's to the desk", "wardClerk", addressee],
    ["the head's to the desk", "wardHead", [...addressee, ...giver]],
  ])("%s, by %s: %j", (task, name, acts) =>
    expect(taskActNames.filter((act) => isTheirs(hands[name], tasks[task], act))).toEqual(acts),
  );
});
