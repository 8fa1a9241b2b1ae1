import { describe, expect, test } from "vitest";
import { cityInstant } from "@/lib/calendar/rules";
import { decideAct } from "@/lib/dossiers/desk/decide";
import { type Desk, emptyDesk, type Step } from "@/lib/dossiers/desk/facts";
import { lawfulJumps } from "@/lib/dossiers/merge/lawful";
import type { ActName } from "@/lib/dossiers/model";
import { type DossierFacts, movesOpenTo, newDossier } from "@/lib/dossiers/rules";
import { shipped } from "../calendar/years";
import { actor, unit, user } from "../city";
import { expectTruths } from "./truths";

const at = (on: string, hour = 9) => cityInstant(on, hour * 60);
const step = (position: number, centidays: number | null): Step => ({
  ...{ position, name: `Bước ${position}`, role: "Chuyên viên", centidays },
  ...{ assigneeId: null, startedAt: null, dueAt: null, endedAt: null },
});
type Both = { facts: DossierFacts; desk: Desk };
function decide({ facts, desk }: Both, act: ActName, now: Date, more: object = {}) {
  const limit = { value: 10, unit: "WORKING_DAY" as const };
  const context = { now, calendar: shipped, limit, cutoff: "NONE" as const, supplementPolicy: "RESTART" as const, ...more };
  return decideAct(facts, desk, act, context);
}
function act(both: Both, name: ActName, now: Date, more: object = {}): Both {
  const decided = decide(both, name, now, more);
  if (!decided.ok) throw new Error(decided.code);
  return { facts: decided.next, desk: decided.desk };
}
const reason = { reason: "Bấm nhầm hồ sơ bên cạnh" };
const begun = (steps: readonly Step[]): Both => {
  const accepted = act({ facts: newDossier, desk: emptyDesk }, "accept", at("2026-11-02"));
  const first = steps.map((one, i) => (i === 0 ? { ...one, startedAt: at("2026-11-02") } : one));
  const desk = { ...emptyDesk, steps: first, stepPosition: first[0]?.position ?? null };
  return act({ ...accepted, desk }, "start", at("2026-11-03"), { assigneeId: user.specialist });
};
const steps = [step(1, 50), step(2, 700), step(3, 250), step(4, null)];

describe("a dossier that was finished by mistake is open again", () => {
  test.each([
    ["finish", "with its steps", steps],
    ["refuse", "with its steps", steps],
    ["finish", "without any", []],
  ] as const)("%s %s: it is where it was, its clock and its desk as before", (ending, _, sheet) => {
    const before = begun(sheet);
    const ended = act(before, ending, at("2026-11-06", 10), reason);
    const back = act(ended, "reopen", at("2026-11-06", 11), reason);
    expect({ ...back.facts, version: 0 }).toEqual({ ...before.facts, version: 0 });
    expect(back.desk.steps).toEqual(before.desk.steps);
    expect(back.desk.stepPosition).toEqual(before.desk.stepPosition);
    if (sheet.length > 0) expect(back.desk.assigneeId).toBe(user.specialist);
    expectTruths(back.facts);
    // And it goes on as any other.
    expect(act(back, "finish", at("2026-11-17")).facts).toMatchObject({ state: "FINISHED", outcome: "LATE" });
  });
  test.each([
    ["the day after", at("2026-11-07"), {}, "reopen-too-late"],
    ["without a reason", at("2026-11-06", 11), { reason: " " }, "reason-required"],
    ["with a result on file", at("2026-11-06", 11), { hasDecision: true }, "reopen-result"],
  ])("not %s", (_, now, { hasDecision = false, ...more }: { hasDecision?: boolean; reason?: string }, code) => {
    const ended = act(begun(steps), "finish", at("2026-11-06", 10));
    const desk = { ...ended.desk, hasDecision };
    expect(decide({ ...ended, desk }, "reopen", now, { ...reason, ...more })).toEqual({ ok: false, code });
  });
  test("what was returned, withdrawn or stopped stays so", () => {
    const handOver = { delivery: "COUNTER" as const, collectorName: "An" };
    const ended = act(begun(steps), "finish", at("2026-11-06", 10));
    const over = [
      act(ended, "return", at("2026-11-06", 11), { handOver }),
      act(begun(steps), "withdraw", at("2026-11-06"), reason),
      act(begun(steps), "stop", at("2026-11-06"), { ...reason, basis: "Điều 7" }),
    ];
    for (const one of over)
      expect(decide(one, "reopen", at("2026-11-06", 12), reason)).toEqual({ ok: false, code: "move-not-open" });
  });
});

test("it is the head's, and offered only while it can be done", () => {
  const dossier = { ...act(begun([]), "finish", at("2026-11-06")).facts, unitId: unit.tranPhu };
  expect(movesOpenTo(actor("head"), { ...dossier, mayReopen: true })).toEqual(["return", "reopen"]);
  expect(movesOpenTo(actor("head"), dossier)).toEqual(["return"]);
  expect(movesOpenTo(actor("officer"), { ...dossier, mayReopen: true })).toEqual(["return"]);
});

test("no register takes a finished dossier back", () => {
  expect(lawfulJumps().filter(([from]) => from === "FINISHED")).toEqual([["FINISHED", "RETURNED"]]);
});
