import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as preview from "@/app/api/v1/dossiers/[id]/moves/preview/route";
import * as moves from "@/app/api/v1/dossiers/[id]/moves/route";
import * as one from "@/app/api/v1/dossiers/[id]/route";
import * as stack from "@/app/api/v1/dossiers/moves/route";
import * as counts from "@/app/api/v1/dossiers/work/counts/route";
import * as load from "@/app/api/v1/dossiers/work/load/route";
import * as work from "@/app/api/v1/dossiers/work/route";
import * as colleagues from "@/app/api/v1/units/[id]/colleagues/route";
import { workingCalendar } from "@/lib/calendar/queries";
import { addDays, addWorkingDays, cityDay, withDays } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import { settleDesks } from "@/lib/dossiers/desk/settle";
import type { BulkAnswer, DossierDetail, WorkCounts, WorkLoad, WorkPage } from "@/lib/dossiers/model";
import { issueForm } from "@/lib/forms/commands";
import type { ActOutlook } from "@/lib/forms/model";
import { findForm } from "@/lib/forms/queries";
import { mintSession, requestOf } from "../auth/people";
import { actor, asOwner, foundCity, procedure, unit, user } from "../city";
import { withSteps } from "./process";

type Person = "officer" | "head" | "specialist" | "leader" | "phuongDoOfficer";
const now = new Date();
const today = cityDay(now);
const form = {
  procedureId: procedure.house,
  unitId: unit.tranPhu,
  receivingUnitId: unit.tranPhuDesk,
  channel: "COUNTER" as const,
  applicantName: "Nguyễn Văn Á",
};
const none = { params: Promise.resolve({}) };
const at = (id: number) => ({ params: Promise.resolve({ id: String(id) }) });
const sessions = new Map<Person, ReturnType<typeof mintSession>>();
const session = (who: Person) => {
  const kept = sessions.get(who) ?? mintSession(user[who]);
  sessions.set(who, kept);
  return kept;
};
const accept = async (more: object = {}) => (await acceptDossier({ actor: actor("officer"), now }, { ...form, ...more })).id;
const send = async (who: Person, id: number, body: object, key?: string) => {
  const answer = await moves.POST(
    requestOf(await session(who), `/api/v1/dossiers/${id}/moves`, { method: "POST", body, key }),
    at(id),
  );
  return { status: answer.status, body: await answer.json() };
};
const detail = async (who: Person, id: number): Promise<DossierDetail> =>
  (await one.GET(requestOf(await session(who), `/api/v1/dossiers/${id}`), at(id))).json();
const look = async (who: Person, id: number, query: string): Promise<ActOutlook> =>
  (await preview.GET(requestOf(await session(who), `/api/v1/dossiers/${id}/moves/preview?${query}`), at(id))).json();
const inProgress = async (more: object = {}) => {
  const id = await accept(more);
  await moveDossier({ actor: actor("officer"), now }, { dossierId: id, version: 1, move: "start" });
  return id;
};

beforeAll(foundCity);

describe("a dossier handed on within the house", () => {
  test("to a person, along the steps, back with a reason; each step with its own time, all of it in the history and the log", async () => {
    const id = await withSteps(await accept(), now);
    await send("officer", id, { version: 1, move: "start" });
    expect((await send("head", id, { version: 2, move: "forward", assigneeId: user.specialist })).status).toBe(200);
    // Somebody else's desk: only its owner and the head move it on.
    expect((await send("officer", id, { version: 3, move: "forward" })).body.code).toBe("permission");
    expect((await send("specialist", id, { version: 3, move: "forward" })).status).toBe(200);
    expect((await send("head", id, { version: 4, move: "sendBack" })).body).toMatchObject({
      code: "reason-required",
      faults: [{ path: "reason", code: "reason-required" }],
    });
    expect((await send("head", id, { version: 4, move: "sendBack", reason: "Thiếu biên bản thẩm định" })).status).toBe(200);
    const dossier = await detail("head", id);
    expect(dossier).toMatchObject({ state: "IN_PROGRESS", assignee: { userId: user.specialist, name: "Phạm Minh Đức" } });
    const [first, second, third, fourth] = dossier.steps;
    expect([first?.endedAt, second?.endedAt, fourth?.startedAt]).toEqual([expect.any(String), expect.any(String), null]);
    expect(third).toMatchObject({ name: "Thẩm định", assigneeName: "Phạm Minh Đức", endedAt: null, workingDays: 7 });
    expect((third?.dueAt ?? "") <= (dossier.dueAt ?? "")).toBe(true);
    expect(dossier.events.map((e) => e.kind)).toEqual(["accept", "start", "forward", "forward", "sendBack"]);
    const { rows } = await asOwner((c) =>
      c.query("select action, detail from audit_entry where subject_id = $1 and action like 'dossier.%' order by id", [
        String(id),
      ]),
    );
    expect(rows.map((r) => r.action)).toContain("dossier.sendBack");
    expect(rows.find((r) => r.action === "dossier.forward")?.detail).toMatchObject({ assignee: user.specialist, step: 3 });
  });

  test("nobody gets what they do not work on", async () => {
    const id = await inProgress();
    for (const assigneeId of [user.phuongDoOfficer, user.leader, user.auditor, 999_999])
      expect((await send("head", id, { version: 2, move: "assign", assigneeId })).body, String(assigneeId)).toMatchObject({
        code: "assignee-not-of-unit",
        faults: [{ path: "assigneeId" }],
      });
    const people = await (
      await colleagues.GET(requestOf(await session("officer"), `/api/v1/units/${unit.tranPhu}/colleagues`), at(unit.tranPhu))
    ).json();
    expect(people.colleagues.map((p: { userId: number }) => p.userId).sort()).toEqual([user.head, user.officer, user.specialist]);
  });

  test("who is a moment too late to take one hears that it was taken, not that it is not theirs", async () => {
    const id = await inProgress();
    await send("specialist", id, { version: 2, move: "assign", assigneeId: user.specialist });
    const late = { move: "assign", assigneeId: user.officer };
    expect((await send("officer", id, { version: 2, ...late })).body.code).toBe("dossier-changed");
    expect((await send("officer", id, { version: 3, ...late })).body.code).toBe("permission");
  });

  test("two who take one from the pool at once: one has it, the other hears who was faster", async () => {
    const id = await inProgress();
    const heard = await Promise.all([
      send("officer", id, { version: 2, move: "assign", assigneeId: user.officer }),
      send("specialist", id, { version: 2, move: "assign", assigneeId: user.specialist }),
    ]);
    expect(heard.map((h) => h.status).sort()).toEqual([200, 409]);
    const dossier = await detail("head", id);
    expect(dossier.events.at(-1)).toMatchObject({ kind: "assign", version: 3, actorName: dossier.assignee?.name });
  });
});

describe("what an act says beside its name", () => {
  test("another agency is asked and answers; the time runs on, and what is late is seen", async () => {
    const id = await inProgress();
    const consultation = { agency: "Sở Xây dựng", question: "Ranh giới quy hoạch?", dueOn: today };
    await send("specialist", id, { version: 2, move: "consult", consultation });
    const asked = await detail("specialist", id);
    expect(asked.consultations).toMatchObject([{ ...consultation, answeredAt: null, answer: null, askedBy: "Phạm Minh Đức" }]);
    expect(asked.openMoves).toContain("receiveOpinion");
    const consultationId = asked.consultations[0]?.id ?? 0;
    const answer = "Phù hợp quy hoạch";
    const opinion = { consultationId, answer };
    expect((await send("specialist", id, { version: 3, move: "receiveOpinion", opinion })).status).toBe(200);
    expect((await send("specialist", id, { version: 4, move: "receiveOpinion", opinion })).body.code).toBe(
      "consultation-not-open",
    );
    expect((await detail("specialist", id)).consultations).toMatchObject([{ answer }]);
  });

  test("a unit of the city that is asked finds the question among its work, reads the dossier while it is asked, and answers itself", async () => {
    const papers = [{ name: "Đơn đề nghị", form: "ORIGINAL" }];
    const id = await inProgress({ phone: "0912345678", applicantAddress: "Tổ 3", papers });
    const workOf = async (who: Person, query = "scope=unit&part=asked"): Promise<WorkPage> =>
      (await work.GET(requestOf(await session(who), `/api/v1/dossiers/work?${query}`), none)).json();
    const countOf = async (who: Person) => {
      const told: WorkCounts = await (
        await counts.GET(requestOf(await session(who), "/api/v1/dossiers/work/counts?scope=unit"), none)
      ).json();
      return [told.parts.find((one) => one.part === "asked")?.count, told.scopes.find((one) => one.scope === "unit")?.count];
    };
    const ask = (version: number, whom: object, question: string) =>
      send("specialist", id, { version, move: "consult", consultation: { ...whom, question, dueOn: today } });
    const idle = await countOf("phuongDoOfficer");
    for (const [whom, code] of [
      [{ unitId: unit.tranPhu }, "consultation-own-unit"],
      [{ unitId: 999 }, "unit-not-standing"],
      [{ unitId: unit.phuongDo, agency: "Sở Xây dựng" }, "input"],
      [{}, "input"],
    ] as const)
      expect((await ask(2, whom, "Ranh giới?")).body.code).toBe(code);
    expect((await detail("phuongDoOfficer", id)).id).toBeUndefined();
    await ask(2, { unitId: unit.phuongDo }, "Ranh giới với xã?");
    await ask(3, { agency: "Sở Xây dựng" }, "Quy hoạch?");
    expect(await countOf("phuongDoOfficer")).toEqual([Number(idle[0]) + 1, idle[1]]);
    expect((await workOf("officer")).rows).toEqual([]);
    const [row] = (await workOf("phuongDoOfficer")).rows;
    expect(row).toMatchObject({
      ...{ id, asked: { question: "Ranh giới với xã?", dueOn: today }, openMoves: ["receiveOpinion"] },
      ...{ phoneMasked: null, assigneeName: null },
    });
    const seen = await detail("phuongDoOfficer", id);
    expect(seen).toMatchObject({
      ...{ isAsked: true, papers: [{ name: "Đơn đề nghị" }], openMoves: ["receiveOpinion"], mayCorrect: false },
      ...{ phoneMasked: null, applicantAddress: null, events: [], steps: [], fees: [], clockStops: [] },
      consultations: [{ agency: "Ủy ban nhân dân xã Phương Độ", question: "Ranh giới với xã?" }],
    });
    const { consultations } = await detail("officer", id);
    const [theirs, outside] = consultations.map((one) => one.id);
    const answer = (who: Person, consultationId: number | undefined, version = 4) =>
      send(who, id, { version, move: "receiveOpinion", opinion: { consultationId, answer: "Không chồng lấn" } });
    expect((await look("phuongDoOfficer", id, "move=receiveOpinion")).consultations.map((one) => one.id)).toEqual([theirs]);
    expect((await answer("phuongDoOfficer", outside)).status).toBe(404);
    expect((await send("phuongDoOfficer", id, { version: 4, move: "withdraw", reason: "Nhầm" })).status).toBe(404);
    expect((await answer("phuongDoOfficer", theirs, 3)).body.code).toBe("dossier-changed");
    expect((await answer("phuongDoOfficer", theirs)).status).toBe(200);
    expect((await detail("phuongDoOfficer", id)).id).toBeUndefined();
    expect(await countOf("phuongDoOfficer")).toEqual(idle);
    const told = await detail("officer", id);
    expect(told.consultations).toMatchObject([{ answer: "Không chồng lấn" }, { answer: null }]);
    expect(told.events.at(-1)).toMatchObject({ kind: "receiveOpinion", unitName: "Xã Phương Độ" });
    // Nobody is asked any more once the dossier has ended.
    await ask(5, { unitId: unit.phuongDo }, "Còn gì nữa?");
    const setSensitive = (is: boolean) =>
      asOwner((c) => c.query("update procedure set is_sensitive = $2 where id = $1", [procedure.house, is]));
    await setSensitive(true);
    expect(await detail("phuongDoOfficer", id)).toMatchObject({
      ...{ applicantName: "N. V. Á.", subject: null, consultations: [{ question: "Còn gì nữa?" }] },
    });
    await setSensitive(false);
    await send("head", id, { version: 6, move: "finish" });
    expect((await detail("phuongDoOfficer", id)).id).toBeUndefined();
    expect((await workOf("phuongDoOfficer")).rows).toEqual([]);
  });

  test("a supplement: the papers it asks for, and those that come in, kept with the dossier, the paper forms, the history and the log", async () => {
    const id = await inProgress({ papers: [{ name: "Đơn đề nghị", form: "ORIGINAL" }] });
    const paperId = await asOwner(
      async (c) =>
        (
          await c.query(
            `insert into procedure_paper (procedure_id, position, name, originals, copies, is_required, valid_from)
             values ($1, 1, 'Bản vẽ thiết kế', 0, 2, false, '2020-01-01') returning id`,
            [procedure.house],
          )
        ).rows[0].id,
    );
    expect((await look("officer", id, "move=requestSupplement")).papers).toEqual([
      {
        ...{ askedPaperId: null, procedurePaperId: paperId, name: "Bản vẽ thiết kế", form: "CERTIFIED_COPY", count: 2 },
        isLacking: false,
      },
    ]);
    const ask = { version: 2, move: "requestSupplement", reason: "Bản vẽ chưa ký" };
    const askedPapers = [{ procedurePaperId: paperId }, { name: "Giấy ủy quyền" }];
    expect((await send("officer", id, { ...ask, askedPapers: [{ procedurePaperId: 999_999 }] })).body).toMatchObject({
      code: "paper-unknown",
      faults: [{ path: "askedPapers.0.procedurePaperId" }],
    });
    expect((await send("officer", id, { ...ask, askedPapers: [{}] })).status).toBe(400);
    expect((await send("officer", id, { ...ask, askedPapers })).status).toBe(200);
    const asked = await detail("officer", id);
    expect(asked.clockStops).toMatchObject([{ reason: "Bản vẽ chưa ký", askedPapers: ["Bản vẽ thiết kế", "Giấy ủy quyền"] }]);
    const request = await issueForm({ actor: actor("officer"), now: new Date() }, { dossierId: id, kind: "SUPPLEMENT_REQUEST" });
    expect((await findForm(actor("officer"), id, request.id)).sheet.blocks).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ is: "list", items: ["Bản vẽ thiết kế", "Giấy ủy quyền"] }),
        { is: "fields", fields: [{ label: "Lý do", value: "Bản vẽ chưa ký" }] },
      ]),
    );

    const offered = await look("officer", id, "move=receiveSupplement");
    expect(offered).toMatchObject({
      request: "Bản vẽ chưa ký",
      papers: [
        { procedurePaperId: paperId, name: "Bản vẽ thiết kế", form: "CERTIFIED_COPY", count: 2 },
        { procedurePaperId: null, name: "Giấy ủy quyền", form: "ORIGINAL", count: 1 },
      ],
    });
    const [plan, mandate] = offered.papers.map((paper) => paper.askedPaperId);
    const receive = { version: 3, move: "receiveSupplement" };
    const first = { askedPaperId: plan, form: "CERTIFIED_COPY", count: 3 };
    expect((await send("officer", id, { ...receive, papers: [first] })).body).toMatchObject({
      code: "supplement-incomplete",
      faults: [{ path: "papers" }],
    });
    expect((await detail("officer", id)).papers).toHaveLength(1);
    const papers = [first, { askedPaperId: mandate, form: "ORIGINAL" }, { name: "Ảnh thửa đất", form: "PHOTOCOPY", note: "màu" }];
    expect((await send("officer", id, { ...receive, papers })).status).toBe(200);
    const whole = await detail("officer", id);
    expect(whole.papers).toEqual([
      { name: "Đơn đề nghị", form: "ORIGINAL", count: 1, isReused: false, note: null, supplement: 0 },
      { name: "Bản vẽ thiết kế", form: "CERTIFIED_COPY", count: 3, isReused: false, note: null, supplement: 1 },
      { name: "Giấy ủy quyền", form: "ORIGINAL", count: 1, isReused: false, note: null, supplement: 1 },
      { name: "Ảnh thửa đất", form: "PHOTOCOPY", count: 1, isReused: false, note: "màu", supplement: 1 },
    ]);
    expect(whole.events.slice(-2).map((e) => e.note)).toEqual([
      "Bản vẽ chưa ký\n– Bản vẽ thiết kế\n– Giấy ủy quyền",
      "– Bản vẽ thiết kế × 3\n– Giấy ủy quyền\n– Ảnh thửa đất",
    ]);
    const receipt = await issueForm({ actor: actor("officer"), now: new Date() }, { dossierId: id, kind: "RECEIPT" });
    expect((await findForm(actor("officer"), id, receipt.id)).sheet.blocks).toContainEqual({
      is: "papers",
      lead: "Thành phần hồ sơ nộp gồm:",
      rows: [
        { name: "Đơn đề nghị", originals: 1, certifiedCopies: 0, photocopies: 0, electronic: 0 },
        { name: "Bản vẽ thiết kế (bổ sung)", originals: 0, certifiedCopies: 3, photocopies: 0, electronic: 0 },
        { name: "Giấy ủy quyền (bổ sung)", originals: 1, certifiedCopies: 0, photocopies: 0, electronic: 0 },
        { name: "Ảnh thửa đất (bổ sung)", originals: 0, certifiedCopies: 0, photocopies: 1, electronic: 0 },
      ],
    });
    const { rows } = await asOwner((c) =>
      c.query(
        "select detail->'papers' as papers from audit_entry where subject_id = $1 and action like '%Supplement' order by id",
        [String(id)],
      ),
    );
    expect(rows).toEqual([{ papers: 2 }, { papers: 3 }]);
    const catalogued = await asOwner((c) =>
      c.query("select name from dossier_paper where dossier_id = $1 and procedure_paper_id = $2", [id, paperId]),
    );
    expect(catalogued.rows).toEqual([{ name: "Bản vẽ thiết kế" }]);
  });

  test("of a stack of supplements, one whose request named papers is left to be written down by itself", async () => {
    const [named, bare] = [await inProgress(), await inProgress()];
    const ask = { version: 2, move: "requestSupplement", reason: "Thiếu giấy tờ" };
    await send("officer", named, { ...ask, askedPapers: [{ name: "Giấy ủy quyền" }] });
    await send("officer", bare, ask);
    const dossiers = [named, bare].map((id) => ({ id, version: 3 }));
    const body = { move: "receiveSupplement", dossiers };
    const answer = await stack.POST(
      requestOf(await session("officer"), "/api/v1/dossiers/moves", { method: "POST", body, key: randomUUID() }),
      none,
    );
    const { lines }: BulkAnswer = await answer.json();
    expect(lines.map((line) => line.moved?.state ?? line.refusal?.code)).toEqual(["supplement-incomplete", "IN_PROGRESS"]);
  });

  test("an obligation with its amount, and how it was met", async () => {
    const id = await inProgress();
    const fee = { kind: "CHARGE", name: "Tiền sử dụng đất", amountDong: 3_250_000_000 };
    await send("specialist", id, { version: 2, move: "requestPayment", reason: "Thông báo thuế số 12", fee });
    expect((await look("officer", id, "move=confirmPayment")).unpaid).toMatchObject([
      { name: fee.name, amountDong: fee.amountDong },
    ]);
    expect((await send("officer", id, { version: 3, move: "confirmPayment" })).body.code).toBe("payment-required");
    const payment = { method: "TRANSFER", receiptNumber: "BL-01" };
    expect((await send("officer", id, { version: 3, move: "confirmPayment", payment })).status).toBe(200);
    expect((await detail("officer", id)).fees).toMatchObject([
      { ...fee, method: "TRANSFER", receiptNumber: "BL-01", paidAt: expect.any(String) },
    ]);
  });

  test("who took the result away: the name is kept, the number is sealed and never leaves", async () => {
    const id = await inProgress();
    await send("head", id, { version: 2, move: "finish" });
    expect((await send("officer", id, { version: 3, move: "return" })).body.code).toBe("hand-over-required");
    const collectorId = "079203012345";
    const handOver = { delivery: "COUNTER", collectorName: "Trần Thị Nhận", collectorId, note: "Có giấy ủy quyền" };
    expect((await send("officer", id, { version: 3, move: "return", handOver })).status).toBe(200);
    const told = await detail("officer", id);
    expect(told.handOver).toMatchObject({
      collectorName: "Trần Thị Nhận",
      collectorIdMasked: "079*******45",
      delivery: "COUNTER",
    });
    expect(JSON.stringify(told)).not.toContain(collectorId);
    // The control sheet has the box they sign in.
    const sheet = await issueForm({ actor: actor("officer"), now: new Date() }, { dossierId: id, kind: "CONTROL_SHEET" });
    const printed = JSON.stringify((await findForm(actor("officer"), id, sheet.id)).sheet);
    expect(printed).toContain('{"title":"NGƯỜI NHẬN KẾT QUẢ","hint":"(Ký và ghi rõ họ tên)","name":"Trần Thị Nhận"}');
    expect(printed).not.toContain(collectorId);
    await asOwner(async (c) => {
      for (const table of ["dossier_hand_over", "dossier_event", "audit_entry", "idempotency_key"]) {
        const { rows } = await c.query(`select 1 from ${table} t where t::text like $1`, [`%${collectorId}%`]);
        expect(rows, table).toEqual([]);
      }
    });
  });

  test("nothing is withdrawn once a result is on file (TT 03/2025 Đ.7)", async () => {
    const id = await inProgress();
    await asOwner((c) =>
      c.query(
        `insert into dossier_file (dossier_id, kind, name, type, bytes, sha, added_at, added_by, added_by_name)
         values ($1, 'RESULT', 'quyet-dinh.pdf', 'application/pdf', 1, 'x', now(), 'user:2', 'Trần Văn Hùng')`,
        [id],
      ),
    );
    expect((await send("officer", id, { version: 2, move: "withdraw", reason: "Theo đơn" })).body.code).toBe("decision-exists");
    expect((await look("officer", id, "move=withdraw")).refusal).toMatchObject({ code: "decision-exists" });
  });

  test("a result settled elsewhere is handed out by the desk that took the dossier in", async () => {
    const id = await accept({ receivingUnitId: unit.phuongDo, unitId: unit.tranPhu }).catch(() => 0);
    // Taken in by the neighbour's desk, as intake independent of boundaries has it.
    const dossierId = id || (await accept());
    await asOwner((c) => c.query("update dossier set receiving_unit_id = $2 where id = $1", [dossierId, unit.phuongDo]));
    await send("officer", dossierId, { version: 1, move: "start" });
    expect(
      (await send("phuongDoOfficer", dossierId, { version: 2, move: "requestSupplement", reason: "Không phải việc của tôi" }))
        .status,
    ).toBe(403);
    await send("head", dossierId, { version: 2, move: "finish" });
    const handOver = { delivery: "POST", trackingNumber: "RR123456789VN" };
    expect((await detail("phuongDoOfficer", dossierId)).openMoves).toEqual(["return"]);
    expect((await send("phuongDoOfficer", dossierId, { version: 3, move: "return", handOver })).status).toBe(200);
  });
});

describe("the effect before confirming", () => {
  test("is what the act then does, its forms included, and changes nothing", async () => {
    const id = await withSteps(await accept(), now);
    const before = await detail("head", id);
    const seen = await look("officer", id, "move=start");
    expect(await detail("head", id)).toEqual(before);
    expect(seen).toMatchObject({
      version: 1,
      fromState: "ACCEPTED",
      toState: "IN_PROGRESS",
      step: { position: 2 },
      refusal: null,
    });
    await send("officer", id, { version: 1, move: "start" });
    const after = await detail("head", id);
    expect(after.dueOn).toBe(seen.dueOn);
    // The step begins when it is done, not when it is looked at.
    expect(Date.parse(after.steps[1]?.dueAt ?? "") - Date.parse(seen.step?.dueAt ?? "")).toBeLessThan(60_000);
    const asked = await look("officer", id, "move=requestSupplement");
    expect([asked.forms, asked.dueOn]).toEqual([["SUPPLEMENT_REQUEST"], null]);
    expect(asked.effect?.vi).toContain("Khi nhận đủ, tính lại từ đầu: 10 ngày làm việc.");
    expect((await look("head", id, "move=stop")).forms).toEqual(["STOP_NOTICE"]);
    const extendedDueOn = addWorkingDays(after.dueOn ?? "", 3, await workingCalendar());
    expect(await look("head", id, `move=extend&extendedDueOn=${extendedDueOn}`)).toMatchObject({
      forms: ["APOLOGY"],
      extendedDueOn,
      refusal: null,
    });
    expect((await look("head", id, `move=extend&extendedDueOn=${after.dueOn}`)).refusal?.code).toBe("extend-not-later");
  });
});

test("a day off entered late moves the step with its dossier", async () => {
  const id = await withSteps(await accept(), now);
  await send("officer", id, { version: 1, move: "start" });
  await send("head", id, { version: 2, move: "forward" });
  const before = await detail("head", id);
  const calendar = await workingCalendar();
  const dayOff = addWorkingDays(today, 2, calendar);
  await db.$transaction((tx) => settleDesks(tx, [id], () => withDays(calendar, [{ on: dayOff, kind: "HOLIDAY" }])));
  const after = await detail("head", id);
  const due = (dossier: DossierDetail) => cityDay(new Date(dossier.steps[2]?.dueAt ?? ""));
  expect(due(after)).toBe(addWorkingDays(due(before), 1, calendar));
});

describe("a stack", () => {
  const post = async (who: Person, body: object, key = randomUUID()) => {
    const answer = await stack.POST(requestOf(await session(who), "/api/v1/dossiers/moves", { method: "POST", body, key }), none);
    return {
      status: answer.status,
      replayed: answer.headers.get("idempotency-replayed"),
      body: (await answer.json()) as BulkAnswer,
    };
  };
  test("each in its own transaction: what fails for one stops no other, and is told in its line", async () => {
    const [fresh, moved, gone] = [await accept(), await inProgress(), await inProgress()];
    await moveDossier({ actor: actor("officer"), now }, { dossierId: gone, version: 2, move: "withdraw", reason: "Theo đơn" });
    const dossiers = [
      { id: fresh, version: 1 },
      { id: moved, version: 1 },
      { id: gone, version: 3 },
      { id: 2_000_000, version: 1 },
    ];
    const { body } = await post("officer", { move: "start", dossiers });
    expect(body.lines.map((line) => line.moved?.state ?? line.refusal?.code)).toEqual([
      ...["IN_PROGRESS", "dossier-changed", "move-not-open", "not-found"],
    ]);
    expect(body.lines[1]?.overtakenBy).toMatchObject({ name: "Lê Thị Mai", kind: "start" });
    expect(body.lines[2]?.refusal?.vi).toMatch(/trạng thái/);
  });

  test("one key: sent again it repeats nothing, does what was not done, and takes no other request", async () => {
    const ids = [await accept(), await accept(), await accept()];
    const key = randomUUID();
    const body = { move: "start", dossiers: ids.map((id) => ({ id, version: 1 })) };
    // The line was cut after the first: its transaction is through, the others are not begun.
    await asOwner((c) => c.query("update dossier set version = 7 where id = any ($1)", [ids.slice(1)]));
    const first = await post("officer", body, key);
    expect(first.body.lines.map((l) => l.moved?.version ?? l.refusal?.code)).toEqual([2, "dossier-changed", "dossier-changed"]);
    await asOwner((c) => c.query("update dossier set version = 1 where id = any ($1)", [ids.slice(1)]));
    const again = await post("officer", body, key);
    expect(again.body.lines.map((l) => l.moved?.version)).toEqual([2, 2, 2]);
    expect(again.replayed).toBeNull();
    const third = await post("officer", body, key);
    expect([third.body, third.replayed]).toEqual([again.body, "true"]);
    const { rows } = await asOwner((c) =>
      c.query("select count(*)::int n from dossier_event where dossier_id = any ($1) and kind = 'start'", [ids]),
    );
    expect(rows[0].n).toBe(3);
    expect((await post("officer", { ...body, reason: "Lý do khác" }, key)).status).toBe(409);
  });

  test("two people with the same stack: each dossier is moved once, each of them hears which", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => accept()));
    const body = { move: "start", dossiers: ids.map((id) => ({ id, version: 1 })) };
    const [a, b] = await Promise.all([post("officer", body), post("specialist", body)]);
    const done = [a, b].map(({ body: { lines } }) => lines.filter((l) => l.moved).map((l) => l.id));
    expect([...(done[0] ?? []), ...(done[1] ?? [])].sort()).toEqual([...ids].sort());
    for (const line of [...a.body.lines, ...b.body.lines]) if (!line.moved) expect(line.refusal?.code).toBe("dossier-changed");
  });

  test("returned by post: each with its own number, what has none is left; one number for all is not taken", async () => {
    const ids = [await inProgress(), await inProgress(), await inProgress()];
    for (const id of ids) await send("head", id, { version: 2, move: "finish" });
    const [first = 0, second = 0, third = 0] = ids;
    const body = {
      move: "return",
      handOver: { delivery: "POST", note: "Chuyến 15 giờ" },
      dossiers: [
        { id: first, version: 3, trackingNumber: "RR100000001VN" },
        { id: second, version: 3 },
        { id: third, version: 3, trackingNumber: "RR100000003VN" },
      ],
    };
    expect((await post("officer", body)).body.lines.map((line) => line.moved?.state ?? line.refusal?.code)).toEqual([
      ...["RETURNED", "tracking-required", "RETURNED"],
    ]);
    expect((await detail("officer", third)).handOver).toMatchObject({
      trackingNumber: "RR100000003VN",
      note: "Chuyến 15 giờ",
    });
    const same = { ...body, handOver: { delivery: "POST", trackingNumber: "RR1" }, dossiers: [{ id: second, version: 3 }] };
    expect((await post("officer", same)).status).toBe(400);
    const taken = { ...body, handOver: { delivery: "COUNTER", collectorName: "An" }, dossiers: [{ id: second, version: 3 }] };
    expect((await post("officer", taken)).body.lines[0]?.moved?.state).toBe("RETURNED");
  });

  test("is no way round a right, and holds two hundred at most, each once", async () => {
    const id = await inProgress();
    expect((await post("officer", { move: "finish", dossiers: [{ id, version: 2 }] })).body.lines[0]?.refusal?.code).toBe(
      "permission",
    );
    const many = Array.from({ length: 201 }, (_, i) => ({ id: i + 1, version: 1 }));
    expect((await post("officer", { move: "start", dossiers: many })).status).toBe(400);
    expect((await post("officer", { move: "start", dossiers: [many[0], many[0]] })).status).toBe(400);
    expect((await post("officer", { move: "refuse", dossiers: [many[0]] })).status).toBe(400);
  });
});

describe("work to do", () => {
  const page = async (who: Person, query: string): Promise<WorkPage> =>
    (await work.GET(requestOf(await session(who), `/api/v1/dossiers/work?${query}`), none)).json();
  const count = async (who: Person, query: string): Promise<WorkCounts> =>
    (await counts.GET(requestOf(await session(who), `/api/v1/dossiers/work/counts?${query}`), none)).json();
  const of = (told: WorkCounts, part: string) => told.parts.find((p) => p.part === part)?.count;
  const setDue = (id: number, on: string) =>
    asOwner((c) =>
      c.query(
        "update dossier set due_on = $2::date, due_at = ($2::date + time '17:00') at time zone 'Asia/Ho_Chi_Minh' where id = $1",
        [id, on],
      ),
    );
  beforeEach(() => asOwner((c) => c.query("truncate dossier cascade; truncate dossier_delta, dossier_cell")));

  test("one dossier of each kind is in its parts and in no other, and each part counts what it lists", async () => {
    const calendar = await workingCalendar();
    const soon = addWorkingDays(today, 3, calendar);
    const ids = {
      today: await inProgress(),
      soon: await inProgress(),
      late: await inProgress(),
      far: await inProgress(),
      waiting: await inProgress(),
      finished: await inProgress(),
      returned: await inProgress(),
      consulted: await inProgress(),
    };
    await setDue(ids.today, today);
    await setDue(ids.soon, soon);
    await setDue(ids.late, addDays(today, -5));
    await setDue(ids.far, addDays(soon, 30));
    await setDue(ids.consulted, addDays(soon, 40));
    await send("officer", ids.waiting, { version: 2, move: "requestSupplement", reason: "Thiếu giấy tờ" });
    await send("head", ids.finished, { version: 2, move: "finish" });
    await send("head", ids.returned, { version: 2, move: "finish" });
    await send("officer", ids.returned, { version: 3, move: "return", handOver: { delivery: "ELECTRONIC" } });
    const consultation = { agency: "Sở", question: "Hỏi gì", dueOn: today };
    await send("officer", ids.consulted, { version: 2, move: "consult", consultation });
    await asOwner((c) => c.query("update dossier_consultation set due_on = due_on - 2"));
    await moveDossier(
      { actor: actor("head"), now },
      { dossierId: ids.late, version: 2, move: "assign", assigneeId: user.specialist },
    );

    const expected: Record<string, number[]> = {
      all: [ids.late, ids.today, ids.soon, ids.far, ids.consulted, ids.waiting],
      "due-today": [ids.today],
      "due-soon": [ids.soon],
      overdue: [ids.late],
      waiting: [ids.waiting],
      "to-return": [ids.finished],
      consultations: [ids.consulted],
    };
    const told = await count("officer", "scope=unit");
    for (const [part, wanted] of Object.entries(expected)) {
      expect(
        (await page("officer", `scope=unit&part=${part}`)).rows.map((r) => r.id),
        part,
      ).toEqual(wanted);
      expect(of(told, part), part).toBe(wanted.length);
    }
    expect(told.scopes).toEqual([
      { scope: "mine", count: 0 },
      { scope: "pool", count: 5 },
      { scope: "unit", count: 6 },
    ]);
    expect((await page("specialist", "")).rows.map((r) => [r.id, r.assigneeName])).toEqual([[ids.late, "Phạm Minh Đức"]]);
    expect((await page("officer", "scope=pool")).rows.map((r) => r.id)).not.toContain(ids.late);
    expect((await page("head", `scope=person&userId=${user.specialist}`)).rows.map((r) => r.id)).toEqual([ids.late]);
    expect((await page("phuongDoOfficer", "scope=unit")).rows).toEqual([]);
    expect((await page("officer", "scope=unit&part=overdue")).rows[0]?.openMoves).not.toContain("assign");
    const late = (await page("head", "scope=unit&part=overdue")).rows[0];
    expect(late?.openMoves).toEqual((await detail("head", ids.late)).openMoves);

    const people: WorkLoad = await (await load.GET(requestOf(await session("head"), "/api/v1/dossiers/work/load"), none)).json();
    expect(people.people.map((p) => [p.userId, p.open, p.overdue, p.waiting])).toEqual([
      [user.specialist, 1, 1, 0],
      [null, 5, 0, 1],
      [user.officer, 0, 0, 0],
      [user.head, 0, 0, 0],
    ]);
    expect(people.people[0]?.meanWorkingDays).toBe(0);
  });

  test("page by page nothing is missed and nothing shown twice, with and without due days", async () => {
    const ids: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      const id = await inProgress();
      ids.push(id);
      if (n < 3) await setDue(id, addDays(today, 2));
      else if (n < 5) await setDue(id, addDays(today, 1));
      else if (n < 7) await send("officer", id, { version: 2, move: "requestSupplement", reason: "Thiếu giấy tờ" });
      else await send("head", id, { version: 2, move: "finish" });
    }
    for (const [query, wanted] of [
      ["scope=unit", [ids[3], ids[4], ids[0], ids[1], ids[2], ids[5], ids[6]]],
      ["scope=unit&part=to-return", [ids[8], ids[7]]],
    ] as const)
      for (const take of [1, 2, 3, 50]) {
        const seen: number[] = [];
        for (let cursor: string | null = ""; cursor !== null; ) {
          const { rows, nextCursor }: WorkPage = await page(
            "officer",
            `${query}&take=${take}${cursor ? `&cursor=${cursor}` : ""}`,
          );
          seen.push(...rows.map((r) => r.id));
          cursor = nextCursor;
        }
        expect(seen, `${query} by ${take}`).toEqual(wanted);
      }
    for (const cursor of ["nonsense", Buffer.from("2026-13-45.1").toString("base64url")])
      expect((await work.GET(requestOf(await session("officer"), `/api/v1/dossiers/work?cursor=${cursor}`), none)).status).toBe(
        400,
      );
  });
});
