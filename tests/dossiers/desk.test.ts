import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyOf, isFilled, nothingTyped, workingInAll } from "@/components/dossiers/act-form";
import { actKeys } from "@/components/dossiers/act-keys";
import { twiceIn } from "@/components/dossiers/envelopes";
import { stackActs } from "@/components/dossiers/stack-acts";
import { lineOf, wished } from "@/components/dossiers/stack-dialog";
import type { Day } from "@/lib/calendar/model";
import { addDays, cityDay } from "@/lib/calendar/rules";
import { type ActContext, actsOpenTo, decideAct, faultFields, rightFor } from "@/lib/dossiers/desk/decide";
import { effectWords } from "@/lib/dossiers/desk/effect";
import { closingStep, currentStep, type Desk, emptyDesk, nextStep, previousStep, type Step } from "@/lib/dossiers/desk/facts";
import { deskTold, stepDue } from "@/lib/dossiers/desk/passage";
import { feeKindWords, refusals, stopBasesOn } from "@/lib/dossiers/labels";
import {
  type ActName,
  actNames,
  BulkInput,
  bulkActs,
  handlingNames,
  handlings,
  MoveInput,
  workParts,
} from "@/lib/dossiers/model";
import { type DossierFacts, newDossier, unitFor } from "@/lib/dossiers/rules";
import { partsOf } from "@/lib/dossiers/work/where";
import { feeTable } from "@/lib/exchange/wire/tables";
import { feeKindWords as catalogueFeeKindWords } from "@/lib/procedures/labels";
import { shipped } from "../calendar/years";
import { actor, unit, user } from "../city";
import { expectTruths } from "./truths";

const at = (day: Day, clock = "09:00") => new Date(`${day}T${clock}:00+07:00`);
const step = (position: number, name: string, centidays: number | null): Step => ({
  ...{ position, name, role: "Chuyên viên", centidays, assigneeId: null },
  ...{ startedAt: null, dueAt: null, endedAt: null },
});
/** The sheet of DOMAIN §1.5: ten working days and the handing over, which is not counted. */
const sheet = [
  step(1, "Tiếp nhận", 50),
  step(2, "Phân công", 50),
  step(3, "Thẩm định", 700),
  step(4, "Trình ký", 50),
  step(5, "Phê duyệt", 100),
  step(6, "Vào số", 50),
  step(7, "Trả kết quả", null),
];
const handOver = { delivery: "COUNTER", collectorName: "Nguyễn Văn An" } as const;
const context = (now: Date, more: Partial<ActContext> = {}): ActContext => ({
  ...{ now, calendar: shipped, reason: "Thiếu bản vẽ", limit: { value: 10, unit: "WORKING_DAY" } as const },
  ...{ cutoff: "NONE" as const, supplementPolicy: "RESTART" as const, handOver, basis: "Điều 7 Thông tư 03/2025/TT-VPCP" },
  ...more,
});
type Both = { facts: DossierFacts; desk: Desk };
const act = ({ facts, desk }: Both, name: ActName, now: Date, more: Partial<ActContext> = {}): Both => {
  const decided = decideAct(facts, desk, name, context(now, more));
  if (!decided.ok) throw new Error(`${name}: ${decided.code}`);
  return { facts: decided.next, desk: decided.desk };
};
const refusal = ({ facts, desk }: Both, name: ActName, now: Date, more: Partial<ActContext> = {}) => {
  const decided = decideAct(facts, desk, name, context(now, more));
  return decided.ok ? null : decided.code;
};
const monday: Day = "2026-11-02";
/** Accepted on a Monday at nine with the sheet; its first step has begun with the acceptance. */
const accepted = (): Both => {
  const { facts } = act({ facts: newDossier, desk: emptyDesk }, "accept", at(monday));
  const steps = sheet.map((s) => (s.position === 1 ? { ...s, startedAt: at(monday), dueAt: at(monday, "14:30") } : s));
  return { facts, desk: { ...emptyDesk, stepPosition: 1, steps } };
};
const started = (): Both => act(accepted(), "start", at(monday, "10:00"));

describe("along the internal steps (quy trình nội bộ)", () => {
  test("start hands it over to the second step; each step is due by its own share of office time", () => {
    const { desk, facts } = started();
    expect(desk).toMatchObject({ stepPosition: 2, assigneeId: null });
    expect(desk.steps[0]?.endedAt).toEqual(at(monday, "10:00"));
    // Half a day from ten in the morning, at noon nobody works: 90 minutes before it, 150 after 13:30.
    expect(currentStep(desk)).toMatchObject({ name: "Phân công", dueAt: at(monday, "16:00") });
    const given = act({ facts, desk }, "forward", at(monday, "16:00"), { assigneeId: user.specialist });
    expect(given.desk).toMatchObject({ stepPosition: 3, assigneeId: user.specialist });
    expect(currentStep(given.desk)).toMatchObject({ assigneeId: user.specialist, startedAt: at(monday, "16:00") });
    expect(currentStep(given.desk)?.dueAt).toEqual(at("2026-11-11", "16:00"));
    // The dossier's own day and clock stay as they were.
    expect(given.facts).toEqual({ ...facts, version: facts.version + 1 });
  });

  test("back a step with a reason: to whoever had it, with its share of the time once more", () => {
    const given = act(started(), "forward", at(monday, "16:00"), { assigneeId: user.specialist });
    const on = act(given, "forward", at("2026-11-09"), { assigneeId: user.head });
    expect(refusal(on, "sendBack", at("2026-11-09"), { reason: "  " })).toBe("reason-required");
    const back = act(on, "sendBack", at("2026-11-09", "10:00"), { reason: "Thiếu ý kiến thẩm định" });
    expect(back.desk).toMatchObject({ stepPosition: 3, assigneeId: user.specialist });
    expect(currentStep(back.desk)).toMatchObject({ startedAt: at("2026-11-09", "10:00"), endedAt: null });
    expect(back.desk.steps[3]).toMatchObject({ startedAt: null, dueAt: null, endedAt: null });
    // Seven days from there would pass the day promised: it stays within it.
    expect(currentStep(back.desk)?.dueAt).toEqual(back.facts.dueAt);
    const elsewhere = act(on, "sendBack", at("2026-11-09", "10:00"), { reason: "Làm lại", assigneeId: null });
    expect(elsewhere.desk.assigneeId).toBeNull();
  });

  test("the last step is left by finishing; the handing over lies with the desk and takes no time", () => {
    let both = started();
    for (const day of ["03", "04", "05", "06"]) both = act(both, "forward", at(`2026-11-${day}`));
    expect(currentStep(both.desk)?.name).toBe("Vào số");
    expect(refusal(both, "forward", at("2026-11-09"))).toBe("step-last");
    const finished = act(both, "finish", at("2026-11-09"));
    expect(finished.desk).toMatchObject({ stepPosition: 7, assigneeId: null });
    expect(currentStep(finished.desk)).toMatchObject({ name: "Trả kết quả", dueAt: null, startedAt: at("2026-11-09") });
    const returned = act(finished, "return", at("2026-11-12"));
    expect(returned.desk).toMatchObject({ stepPosition: null, assigneeId: null });
    expect(returned.desk.steps.every((s) => s.endedAt !== null)).toBe(true);
  });

  test("without steps it is given to a person, and passing on says so", () => {
    const bare: Both = { ...started(), desk: emptyDesk };
    expect(refusal(bare, "forward", at(monday, "11:00"))).toBe("steps-none");
    expect(refusal(bare, "sendBack", at(monday, "11:00"))).toBe("steps-none");
    expect(act(bare, "assign", at(monday, "11:00"), { assigneeId: user.specialist }).desk.assigneeId).toBe(user.specialist);
    expect(refusal(bare, "assign", at(monday, "11:00"))).toBe("assignee-required");
    expect(refusal(bare, "assign", at(monday, "11:00"), { assigneeId: null })).toBe("assignee-unchanged");
    expect(refusal(started(), "sendBack", at(monday, "11:00"))).toBeNull();
    expect(refusal(accepted(), "sendBack", at(monday, "11:00"))).toBe("move-not-open");
  });

  test("what a register tells of it leaves the desk as the act would have", () => {
    const given = act(started(), "forward", at(monday, "16:00"), { assigneeId: user.specialist });
    const finished = act(given, "finish", at("2026-11-06"));
    const returned = act(finished, "return", at("2026-11-09"));
    expect(deskTold(given.desk, finished.facts, shipped)).toEqual(finished.desk);
    expect(deskTold(finished.desk, finished.facts, shipped)).toEqual(finished.desk);
    expect(deskTold(finished.desk, returned.facts, shipped)).toEqual(returned.desk);
    const straight = deskTold(given.desk, returned.facts, shipped);
    expect(straight).toMatchObject({ stepPosition: null, assigneeId: null });
    expect(currentStep({ ...straight, stepPosition: 3 })?.endedAt).toEqual(at("2026-11-06"));
    for (const name of ["withdraw", "stop"] as const) {
      const over = act(given, name, at("2026-11-06"));
      expect(deskTold(given.desk, over.facts, shipped), name).toEqual(over.desk);
    }
    const asked = act(given, "requestSupplement", at("2026-11-04"));
    expect(deskTold(given.desk, asked.facts, shipped)).toEqual(asked.desk);
    // Ended, says the register, before the step began: it ends with its beginning.
    const early = { ...finished.facts, endedAt: at(monday, "09:30") };
    expect(deskTold(given.desk, early, shipped).steps[2]?.endedAt).toEqual(at(monday, "16:00"));
    // Taken from one unit to another: nobody's until somebody takes it.
    expect(currentStep(deskTold({ ...given.desk, assigneeId: null }, given.facts, shipped))?.assigneeId).toBeNull();
  });

  test("while the applicant is waited for no step is due; afterwards it goes on as the dossier does", () => {
    const given = act(started(), "forward", at(monday, "16:00"));
    const asked = act(given, "requestSupplement", at("2026-11-04"));
    expect(currentStep(asked.desk)?.dueAt).toBeNull();
    // RESTART: the whole limit again, and so the whole share (NĐ 61/2018 Đ.19.4).
    const again = act(asked, "receiveSupplement", at("2026-11-11"));
    expect(currentStep(again.desk)?.dueAt).toEqual(at("2026-11-20"));
    // PAUSE: moved on by what was waited, in office hours.
    const paid = act(given, "requestPayment", at("2026-11-04"));
    const on = act(paid, "confirmPayment", at("2026-11-11"));
    expect(currentStep(on.desk)?.dueAt).toEqual(at("2026-11-18", "16:00"));
  });

  test("a step without a share, and one that has not begun, is due never", () => {
    const clock = { dueAt: at("2026-11-16", "17:00"), extendedDueAt: null, stops: [] };
    expect(stepDue({ centidays: null, startedAt: at(monday) }, clock, shipped)).toBeNull();
    expect(stepDue({ centidays: 100, startedAt: null }, clock, shipped)).toBeNull();
    expect(stepDue({ centidays: 5_000, startedAt: at(monday) }, clock, shipped)).toEqual(clock.dueAt);
    expect(
      stepDue({ centidays: 5_000, startedAt: at(monday) }, { ...clock, extendedDueAt: at("2026-11-20", "17:00") }, shipped),
    ).toEqual(at("2026-11-20", "17:00"));
  });
});

describe("what an act has to say", () => {
  test.each([
    ["a stop, on what provision", "stop", { basis: undefined }, "basis-required"],
    ["a result, to whom", "return", { handOver: undefined }, "hand-over-required"],
    ["at the counter, who took it", "return", { handOver: { delivery: "COUNTER" as const } }, "collector-required"],
    ["by post, its number", "return", { handOver: { delivery: "POST" as const } }, "tracking-required"],
    ["a question, what, to whom, by when", "consult", {}, "consultation-required"],
    ["an answer", "receiveOpinion", {}, "opinion-required"],
  ] as const)("%s", (_, name, more, code) => {
    const open = {
      ...started(),
      desk: { ...started().desk, consultations: [{ id: 1, agency: "Sở Xây dựng", unitId: null, dueOn: "2026-11-09" }] },
    };
    const standing = name === "return" ? act(open, "finish", at("2026-11-04")) : open;
    expect(refusal(standing, name, at("2026-11-05"), more)).toBe(code);
    expect(faultFields[code]).toBeDefined();
  });

  test("a stop tells its provision first: that is what its notice prints (TT 03/2025 Đ.7)", () => {
    const { facts, desk } = started();
    const decided = decideAct(facts, desk, "stop", context(at("2026-11-05"), { reason: "Người nộp đề nghị dừng" }));
    expect(decided.ok && decided.event.note).toBe("Điều 7 Thông tư 03/2025/TT-VPCP: Người nộp đề nghị dừng");
  });

  test("nothing is withdrawn or stopped once there is a result or a notice of one (TT 03/2025 Đ.7)", () => {
    const decided: Both = { ...started(), desk: { ...started().desk, hasDecision: true } };
    expect(refusal(decided, "withdraw", at("2026-11-05"))).toBe("decision-exists");
    expect(refusal(decided, "stop", at("2026-11-05"))).toBe("decision-exists");
    expect(refusal(started(), "withdraw", at("2026-11-05"))).toBeNull();
    expect(refusal(decided, "finish", at("2026-11-05"))).toBeNull();
  });

  test("another agency answers while there is time: the clock goes on (NĐ 61/2018 Đ.19.5)", () => {
    const ask = (dueOn: Day, now = at("2026-11-05")) =>
      refusal(started(), "consult", now, {
        consultation: { agency: "Sở Xây dựng", unitId: null, question: "Ranh giới?", dueOn },
      });
    expect(ask("2026-11-04")).toBe("consultation-day-past");
    expect(ask("2026-11-16")).toBeNull();
    expect(ask("2026-11-17")).toBe("consultation-after-due");
    // Late already: then any day is better than none.
    expect(ask("2026-11-20", at("2026-11-18"))).toBeNull();
    const { facts } = act(started(), "consult", at("2026-11-05"), {
      consultation: { agency: "Sở Xây dựng", unitId: null, question: "Ranh giới?", dueOn: "2026-11-10" },
    });
    expect(facts).toMatchObject({ state: "IN_PROGRESS", dueOn: "2026-11-16", stops: [] });
  });

  test("what is still to be paid is said before the clock goes on", () => {
    const asked = act(started(), "requestPayment", at("2026-11-05"));
    const owing: Both = {
      ...asked,
      desk: { ...asked.desk, unpaid: [{ id: 1, name: "Tiền sử dụng đất", amountDong: 5_000_000 }] },
    };
    expect(refusal(owing, "confirmPayment", at("2026-11-09"))).toBe("payment-required");
    expect(refusal(owing, "confirmPayment", at("2026-11-09"), { payment: { method: "TRANSFER" } })).toBeNull();
    expect(refusal(asked, "confirmPayment", at("2026-11-09"))).toBeNull();
  });

  test("every refusal has a sentence, every act a key of its own that the lists leave free", () => {
    for (const code of Object.keys(faultFields)) expect(refusals).toHaveProperty(code);
    const keys = Object.values(actKeys);
    expect(Object.keys(actKeys).sort()).toEqual([...actNames].sort());
    expect(new Set(keys).size).toBe(keys.length);
    for (const taken of ["j", "k", "p", "x", "/"]) expect(keys).not.toContain(taken);
  });
});

describe("who may", () => {
  const dossier = {
    ...{ state: "IN_PROGRESS" as const, unitId: unit.tranPhu, receivingUnitId: unit.tranPhuDesk },
    ...{ supplementCount: 0, supplementsAllowed: 1 },
    ...{ dueOn: "2026-11-16", extendedDueOn: null, assigneeId: null },
    ...{ hasNextStep: true, hasPreviousStep: false, asked: [] as (number | null)[] },
  };
  test("what lies on another's desk only the head takes away", () => {
    expect(rightFor("assign", { assigneeId: null }, user.officer)).toBe("dossiers.process");
    expect(rightFor("assign", { assigneeId: user.officer }, user.officer)).toBe("dossiers.process");
    expect(rightFor("assign", { assigneeId: user.specialist }, user.officer)).toBe("dossiers.approve");
    expect(rightFor("consult", { assigneeId: user.specialist }, user.officer)).toBe("dossiers.process");
    const others = { ...dossier, assigneeId: user.specialist };
    expect(actsOpenTo(actor("officer"), others)).not.toContain("forward");
    expect(actsOpenTo(actor("specialist"), others)).toContain("forward");
    expect(actsOpenTo(actor("head"), others)).toContain("assign");
  });
  test("only what is there: a next step, a step before, an answer waited for", () => {
    expect(actsOpenTo(actor("officer"), dossier)).toEqual([
      "requestSupplement",
      "requestPayment",
      "withdraw",
      "assign",
      "forward",
      "consult",
    ]);
    expect(actsOpenTo(actor("officer"), { ...dossier, hasNextStep: false, hasPreviousStep: true, asked: [null] })).toEqual([
      ...["requestSupplement", "requestPayment", "withdraw", "assign", "sendBack", "consult", "receiveOpinion"],
    ]);
    expect(actsOpenTo(actor("leader"), dossier)).toEqual([]);
    expect(actsOpenTo(actor("phuongDoOfficer"), dossier)).toEqual([]);
  });
  test.each([
    ["their unit", [unit.phuongDo], ["receiveOpinion"]],
    ["another unit", [unit.justice], []],
    ["an agency outside", [null], []],
  ])("who is asked answers and does nothing else: %s", (_, asked, open) => {
    expect(actsOpenTo(actor("phuongDoOfficer"), { ...dossier, asked })).toEqual(open);
  });
  test("the desk that took it in hands the result out and takes what was missing, whoever settles it", () => {
    const settledElsewhere = { unitId: unit.justice, receivingUnitId: unit.tranPhuDesk };
    const open = (state: "FINISHED" | "AWAITING_SUPPLEMENT" | "IN_PROGRESS") =>
      actsOpenTo(actor("officer"), { ...dossier, ...settledElsewhere, state });
    expect(open("FINISHED")).toEqual(["return"]);
    expect(open("AWAITING_SUPPLEMENT")).toEqual(["receiveSupplement", "withdraw"]);
    expect(open("IN_PROGRESS")).toEqual(["withdraw"]);
    expect(unitFor(actor("officer"), "return", "dossiers.process", settledElsewhere)).toBe(unit.tranPhuDesk);
    expect(unitFor(actor("officer"), "finish", "dossiers.approve", settledElsewhere)).toBe(unit.justice);
  });
});

test("phí is phí and lệ phí is lệ phí, at the desk, in the catalogue and on the wire", () => {
  expect([feeKindWords.FEE.vi, feeKindWords.CHARGE.vi]).toEqual(["Phí", "Lệ phí"]);
  expect(catalogueFeeKindWords).toBe(feeKindWords);
  // LoaiPhiLePhi: 1 phí, 2 lệ phí.
  expect(feeTable).toEqual([
    ["1", "FEE"],
    ["2", "CHARGE"],
  ]);
});

test("what a stop may stand on is offered from the day it holds", () => {
  expect(stopBasesOn("2025-06-30")).toEqual([]);
  expect(stopBasesOn("2025-09-14")).toEqual(["Điều 21 Nghị định 118/2025/NĐ-CP"]);
  expect(stopBasesOn("2026-11-27")).toEqual(["Điều 7 Thông tư 03/2025/TT-VPCP", "Điều 21 Nghị định 118/2025/NĐ-CP"]);
});

describe("the effect, before confirming", () => {
  const told = (both: Both, name: ActName, now: Date, more: Partial<ActContext> = {}) => {
    const ask = { ...context(now, more), handOver: undefined, basis: undefined };
    const decided = decideAct(both.facts, both.desk, name, ask, { isPreview: true });
    if (!decided.ok) throw new Error(decided.code);
    return effectWords({ before: both.facts, decided, act: name, context: ask, names: new Map() });
  };
  test.each<[ActName, Partial<ActContext>, string]>([
    ["requestSupplement", {}, "Dừng tính thời hạn từ hôm nay 05/11/2026. Khi nhận đủ, tính lại từ đầu: 10 ngày làm việc."],
    ["requestPayment", {}, "Dừng tính thời hạn từ hôm nay 05/11/2026. Khi nhận lại, tính tiếp 7 ngày làm việc còn lại."],
    [
      "extend",
      { extendedDueOn: "2026-11-20" },
      "Hẹn lại thứ Sáu 20/11/2026; chỉ được một lần, và đánh giá đúng hạn vẫn theo ngày hẹn ban đầu 16/11/2026.",
    ],
    ["finish", {}, "Kết thúc tính thời hạn: xong trước hạn 7 ngày làm việc. Đã dùng 3 ngày làm việc."],
    ["withdraw", {}, "Kết thúc tính thời hạn; hồ sơ không bị tính là quá hạn. Đã dùng 3 ngày làm việc."],
    ["consult", {}, "Thời hạn của hồ sơ vẫn tính như trước, hẹn trả thứ Hai 16/11/2026."],
  ])("%s", (name, more, sentence) => {
    const bare: Both = { ...started(), desk: emptyDesk };
    expect(told(bare, name, at("2026-11-05"), more).vi).toBe(sentence);
  });
  test("a resumed clock tells from where it counts", () => {
    const bare: Both = { ...started(), desk: emptyDesk };
    const waiting = act(bare, "requestSupplement", at("2026-11-05"));
    expect(told(waiting, "receiveSupplement", at("2026-11-11")).vi).toBe(
      "Tính lại từ đầu: 10 ngày làm việc kể từ 11/11/2026, nghỉ 24/11 → thứ Năm 26/11/2026.",
    );
    const paying = act(bare, "requestPayment", at("2026-11-05"));
    expect(told(paying, "confirmPayment", at("2026-11-11")).vi).toBe(
      "Đã dừng 4 ngày làm việc từ 05/11/2026, không tính vào thời hạn; hẹn trả 16/11/2026 → thứ Sáu 20/11/2026.",
    );
  });
  test("in a year nobody has decided it is late all the same, by days that are not told", () => {
    const bare: Both = { ...started(), desk: emptyDesk };
    expect(told(bare, "finish", at("2028-01-05")).vi).toBe("Kết thúc tính thời hạn: xong quá hạn.");
  });
  test("passing on says which step comes and by when", () => {
    expect(told(started(), "forward", at(monday, "16:00")).vi).toBe(
      "Thời hạn của hồ sơ vẫn tính như trước, hẹn trả thứ Hai 16/11/2026. Bước 3: Thẩm định (Chuyên viên), đến hạn 16:00 11/11/2026.",
    );
  });
  test("a look decides what the act decides, but for what is still to be filled in", () => {
    for (const name of actNames) {
      const both = started();
      const look = decideAct(both.facts, both.desk, name, context(at("2026-11-05")), { isPreview: true });
      const done = decideAct(both.facts, both.desk, name, context(at("2026-11-05")));
      if (done.ok) expect(look).toEqual(done);
      else if (look.ok) expect(done.code).toMatch(/-(required|unchanged)$/);
      else expect(look.code).toBe(done.code);
    }
  });
});

describe("any sequence of acts", () => {
  const anyLife = fc.record({
    start: fc.integer({ min: 0, max: 800 * 24 }).map((h) => new Date(Date.UTC(2023, 1, 1) + h * 3_600_000)),
    days: fc.integer({ min: 1, max: 20 }),
    policy: fc.constantFrom("RESTART" as const, "PAUSE" as const),
    shares: fc.array(fc.option(fc.integer({ min: 1, max: 900 }), { freq: 8 }), { maxLength: 7 }),
    acts: fc.array(
      fc.record({
        act: fc.constantFrom(...actNames),
        hours: fc.integer({ min: 0, max: 90 }),
        who: fc.constantFrom(undefined, null, user.specialist, user.head),
        extension: fc.integer({ min: -2, max: 20 }),
      }),
      { maxLength: 30 },
    ),
  });
  test("keeps the steps in the dossier's time, hands nothing to two desks, and ends for good", () => {
    fc.assert(
      fc.property(anyLife, ({ start, days, policy, shares, acts }) => {
        const limit = { value: days, unit: "WORKING_DAY" as const };
        const more = { limit, supplementPolicy: policy, reason: "Lý do" };
        let both = act({ facts: newDossier, desk: emptyDesk }, "accept", start, more);
        const steps = shares.map((share, i) => ({ ...step(i + 1, `Bước ${i + 1}`, share), startedAt: i === 0 ? start : null }));
        both = { ...both, desk: { ...emptyDesk, steps, stepPosition: steps.length > 0 ? 1 : null } };
        let [now, extensions, isOver] = [start, 0, false];
        for (const { act: name, hours, who, extension } of acts) {
          now = new Date(now.getTime() + hours * 3_600_000);
          const extendedDueOn = addDays(both.facts.dueOn ?? cityDay(now), extension);
          const consultation = { agency: "Sở", unitId: null, question: "Hỏi", dueOn: cityDay(now) };
          const ask = context(now, { ...more, assigneeId: who, extendedDueOn, consultation });
          const decided = decideAct(both.facts, both.desk, name, ask);
          if (isOver) expect(decided.ok).toBe(false);
          if (!decided.ok) continue;
          const { next, desk } = decided;
          expectTruths(next);
          expect(next.version).toBe(both.facts.version + 1);
          if (handlingNames.some((one) => one === name)) expect({ ...next, version: 0 }).toEqual({ ...both.facts, version: 0 });
          if (name === "extend") extensions += 1;
          const begun = desk.steps.filter((s) => s.startedAt !== null && s.endedAt === null);
          expect(begun.length).toBeLessThanOrEqual(1);
          expect(begun[0]?.position ?? null).toBe(desk.stepPosition);
          const promised = next.extendedDueAt ?? next.dueAt;
          for (const one of begun) {
            if (one.dueAt && promised) expect(one.dueAt <= promised).toBe(true);
            if (next.stops.some((s) => s.resumedAt === null)) expect(one.dueAt).toBeNull();
            if (next.endedAt) expect([one.centidays, next.state]).toEqual([null, "FINISHED"]);
          }
          for (const one of desk.steps) if (one.startedAt && one.endedAt) expect(one.endedAt >= one.startedAt).toBe(true);
          if (next.endedAt) expect(desk.assigneeId).toBeNull();
          isOver = ["NOT_ACCEPTED", "WITHDRAWN", "STOPPED", "RETURNED"].includes(next.state);
          both = { facts: next, desk };
        }
        expect(extensions).toBeLessThanOrEqual(1);
      }),
      { numRuns: 600 },
    );
  });
  test("to the next step and back again is where it was", () => {
    for (const [position] of sheet.entries()) {
      const desk: Desk = { ...emptyDesk, steps: sheet, stepPosition: position + 1 };
      const next = nextStep(desk);
      if (next) expect(previousStep({ ...desk, stepPosition: next.position })?.position).toBe(position + 1);
    }
    expect(closingStep({ steps: sheet })?.position).toBe(7);
    expect(closingStep({ steps: sheet.slice(0, 6) })).toBeNull();
    expect(closingStep({ steps: [step(1, "Trả kết quả", null)] })).toBeNull();
  });
});

describe("the papers of a supplement", () => {
  const asked = [
    { id: 7, name: "Bản vẽ mặt bằng", procedurePaperId: 3 },
    { id: 8, name: "Giấy ủy quyền", procedurePaperId: null },
  ];
  const waiting = (): Both => {
    const { facts, desk } = act(started(), "requestSupplement", at("2026-11-05"));
    return { facts, desk: { ...desk, asked } };
  };
  const plan = { askedPaperId: 7, form: "ORIGINAL", count: 2 } as const;
  const mandate = { askedPaperId: 8, form: "CERTIFIED_COPY", count: 1 } as const;
  const other = { name: "Ảnh thửa đất", form: "PHOTOCOPY", count: 1 } as const;
  const silent = { reason: undefined };

  test("a request says its reason and each paper it names in the history; the stop keeps the reason alone", () => {
    const askedPapers = asked.map(({ name }) => ({ name }));
    const decided = decideAct(started().facts, started().desk, "requestSupplement", context(at("2026-11-05"), { askedPapers }));
    expect(decided).toMatchObject({
      ok: true,
      event: { note: "Thiếu bản vẽ\n– Bản vẽ mặt bằng\n– Giấy ủy quyền" },
      clock: { opens: { reason: "Thiếu bản vẽ" } },
    });
  });
  test("its receipt says what came in; what was asked for is there, or it is said why it need not be", () => {
    const { facts, desk } = waiting();
    const receive = (more: Partial<ActContext>) =>
      decideAct(facts, desk, "receiveSupplement", context(at("2026-11-11"), { ...silent, ...more }));
    expect(receive({ papers: [plan, mandate, other] })).toMatchObject({
      ok: true,
      event: { note: "– Bản vẽ mặt bằng × 2\n– Giấy ủy quyền\n– Ảnh thửa đất" },
    });
    expect(receive({ papers: [plan, other] })).toEqual({ ok: false, code: "supplement-incomplete" });
    expect(receive({})).toEqual({ ok: false, code: "supplement-incomplete" });
    expect(receive({ papers: [plan], reason: "Chủ hộ tự nộp" })).toMatchObject({
      event: { note: "Chủ hộ tự nộp\n– Bản vẽ mặt bằng × 2" },
    });
    expect(receive({ papers: [plan, mandate, { ...other, name: undefined, askedPaperId: 9 }] })).toEqual({
      ok: false,
      code: "paper-not-asked",
    });
    const preview = decideAct(facts, desk, "receiveSupplement", context(at("2026-11-11"), silent), { isPreview: true });
    expect(preview.ok).toBe(true);
  });
  test("a request that names none is answered with or without papers", () => {
    const bare = { ...waiting(), desk: started().desk };
    expect(refusal(bare, "receiveSupplement", at("2026-11-11"), silent)).toBeNull();
    expect(refusal(bare, "receiveSupplement", at("2026-11-11"), { ...silent, papers: [other] })).toBeNull();
  });
});

describe("the form of an act", () => {
  const offer = { unpaid: [] };
  const line = { askedPaperId: 7, name: "Bản vẽ", isIn: true, form: "ORIGINAL", count: "2" } as const;
  test("a request sends what is ticked and named, a receipt what came in, a reason only where something lacks", () => {
    const askedPapers = [
      { procedurePaperId: 3, name: "Bản vẽ", isAsked: true },
      { procedurePaperId: 4, name: "Tờ khai", isAsked: false },
      { procedurePaperId: null, name: " Giấy ủy quyền ", isAsked: true },
      { procedurePaperId: null, name: " ", isAsked: true },
    ];
    expect(bodyOf("requestSupplement", { ...nothingTyped, reason: "Thiếu", askedPapers })).toEqual({
      reason: "Thiếu",
      askedPapers: [{ procedurePaperId: 3 }, { name: "Giấy ủy quyền" }],
    });
    const papers = [line, { ...line, askedPaperId: null, name: "Ảnh", form: "PHOTOCOPY" as const, count: "1" }];
    const typed = { ...nothingTyped, reason: "Không cần", papers };
    expect(bodyOf("receiveSupplement", typed)).toEqual({
      papers: [
        { askedPaperId: 7, form: "ORIGINAL", count: 2 },
        { name: "Ảnh", form: "PHOTOCOPY", count: 1 },
      ],
    });
    const lacking = { ...typed, papers: [{ ...line, isIn: false }] };
    expect(bodyOf("receiveSupplement", lacking)).toEqual({ reason: "Không cần" });
    expect(isFilled("receiveSupplement", lacking, offer)).toBe(true);
    expect(isFilled("receiveSupplement", { ...lacking, reason: "" }, offer)).toBe(false);
    for (const count of ["0", "", "hai", "1000"])
      expect(isFilled("receiveSupplement", { ...typed, papers: [{ ...line, count }] }, offer), count).toBe(false);
  });
  test("a stack by post: a number for each envelope, none for those left empty; one in two lines is pointed at", () => {
    const stack = [4, 5].map((id) => ({ id, code: null, applicantName: "An" }));
    const typed = { ...nothingTyped, delivery: "POST" as const, trackingNumbers: { 4: " rr1 ", 5: " " } };
    expect(bodyOf("return", typed)).toEqual({ handOver: { delivery: "POST" } });
    expect(lineOf({ id: 4, version: 2 }, "return", typed)).toEqual({ id: 4, version: 2, trackingNumber: "rr1" });
    expect(lineOf({ id: 5, version: 2 }, "return", typed)).toEqual({ id: 5, version: 2 });
    expect(lineOf({ id: 4, version: 2 }, "return", { ...typed, delivery: "COUNTER" })).toEqual({ id: 4, version: 2 });
    expect(isFilled("return", typed, { ...offer, stack })).toBe(true);
    expect(isFilled("return", { ...typed, trackingNumbers: {} }, { ...offer, stack })).toBe(false);
    expect([...twiceIn(["RR1", " rr1", "RR2", "", ""])]).toEqual(["RR1"]);
  });
  test("sends only what the act asks for", () => {
    const typed = { ...nothingTyped, reason: " Thiếu giấy tờ ", assignee: "pool", basis: "Điều 7", method: "CASH" as const };
    expect(bodyOf("start", typed)).toEqual({ assigneeId: null });
    expect(bodyOf("requestSupplement", typed)).toEqual({ reason: "Thiếu giấy tờ" });
    expect(bodyOf("stop", typed)).toEqual({ reason: "Thiếu giấy tờ", basis: "Điều 7" });
    expect(bodyOf("finish", typed)).toEqual({});
    expect(bodyOf("confirmPayment", typed)).toEqual({ payment: { method: "CASH" } });
    const given = { ...typed, collectorName: "An", collectorId: "", trackingNumber: "RR123" };
    expect(bodyOf("return", given)).toEqual({ handOver: { delivery: "COUNTER", collectorName: "An" } });
    expect(bodyOf("return", { ...given, delivery: "POST" })).toEqual({ handOver: { delivery: "POST", trackingNumber: "RR123" } });
  });
  test.each<[ActName, Partial<typeof nothingTyped>, boolean]>([
    ["start", {}, true],
    ["assign", {}, false],
    ["assign", { assignee: "pool" }, true],
    ["stop", { reason: "Lý do" }, false],
    ["stop", { reason: "Lý do", basis: "Điều 7" }, true],
    ["consult", { agency: "Sở", question: "Hỏi gì", answerOn: "2026-11-10" }, true],
    ["consult", { agency: "Sở", question: "Hỏi gì" }, false],
    ["receiveOpinion", { consultationId: 1, answer: "Đồng ý" }, true],
    ["requestPayment", { reason: "Thông báo thuế", feeName: "Thuế" }, false],
    ["requestPayment", { reason: "Thông báo thuế" }, true],
    ["return", { collectorName: "An" }, true],
    ["return", { delivery: "POST" }, false],
    ["return", { delivery: "ELECTRONIC" }, true],
    ["extend", {}, false],
  ])("%s with %o is ready: %s", (name, typed, isReady) => {
    expect(isFilled(name, { ...nothingTyped, ...typed }, offer)).toBe(isReady);
  });
  test("what it sends is what the route takes", () => {
    const typed = {
      ...nothingTyped,
      ...{ reason: "Lý do", basis: "Điều 7", extendedDueOn: "2026-11-20", assignee: "4", agency: "Sở", question: "Hỏi gì" },
      ...{ answerOn: "2026-11-10", consultationId: 1, answer: "Đồng ý", feeName: "Thuế", feeAmount: 5, method: "CASH" as const },
      ...{ collectorName: "An", collectorId: "012345678901", note: "Ghi chú", papers: [line] },
      askedPapers: [{ procedurePaperId: 3, name: "Bản vẽ", isAsked: true }],
    };
    for (const move of actNames)
      expect(MoveInput.safeParse({ dossierId: 1, version: 1, move, ...bodyOf(move, typed) }).success, move).toBe(true);
  });
  test("who is asked goes by the unit where it is one of the city's, else by the name", () => {
    const typed = { ...nothingTyped, agency: " Sở Xây dựng ", question: "Hỏi gì", answerOn: "2026-11-10" };
    const asked = { question: "Hỏi gì", dueOn: "2026-11-10" };
    expect(bodyOf("consult", typed)).toEqual({ consultation: { agency: "Sở Xây dựng", ...asked } });
    expect(bodyOf("consult", { ...typed, agencyUnitId: 5 })).toEqual({ consultation: { unitId: 5, ...asked } });
  });
  test("a stack of several units is given to whoever works in all of them", () => {
    const [here, there, other] = [
      { userId: 1, isHere: true },
      { userId: 1, isHere: false },
      { userId: 2, isHere: true },
    ];
    expect(workingInAll([[here, other]])).toEqual([here, other]);
    expect(workingInAll([[here, other], [there]])).toEqual([there]);
    expect(workingInAll([[here], []])).toEqual([]);
    expect(workingInAll([])).toEqual([]);
  });
  test("what a stack sends is what its route takes", () => {
    const typed = {
      ...nothingTyped,
      ...{ reason: "Lý do", extendedDueOn: "2026-11-20", assignee: "4", method: "CASH" as const, delivery: "POST" as const },
      trackingNumbers: { 1: "RR100000001VN" },
    };
    for (const move of bulkActs) {
      const dossiers = [1, 2].map((id) => lineOf({ id, version: 1 }, move, typed));
      expect(BulkInput.safeParse({ move, ...bodyOf(move, typed), dossiers }).success, move).toBe(true);
    }
  });
  test("a stack is handed out the way all of it want it", () => {
    const [byPost, atCounter] = [{ resultDelivery: "POST" }, { resultDelivery: "COUNTER" }] as const;
    expect([wished([byPost, byPost]), wished([byPost, atCounter]), wished([])]).toEqual([{ delivery: "POST" }, {}, {}]);
  });
  test("a stack takes the acts the server takes of one, and offers what is open to any of its lines", () => {
    expect(stackActs([{ openMoves: ["withdraw", "start"] }, { openMoves: ["finish"] }])).toEqual(["start", "finish"]);
    expect(partsOf("mine")).not.toContain("to-return");
    expect(partsOf("unit")).toEqual([...workParts]);
    expect(Object.keys(handlings)).toHaveLength(5);
  });
});
