import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newDraft } from "@/components/intake/form";
import { db } from "@/lib/db/client";
import { registerDossier, saveDraft } from "@/lib/dossiers/commands";
import { detailClock, findDossier } from "@/lib/dossiers/queries";
import { moveOn, takeIn } from "@/lib/forms/commands";
import { findForm } from "@/lib/forms/queries";
import { actor, area, asOwner, foundCity, procedure, unit } from "../city";
import { as, key, stranger } from "../security/acts";
import { type Ask, call, routes } from "../security/callers";

const now = new Date("2026-11-20T02:00:00Z");
const officer = { actor: actor("officer"), now };
const paper = { application: 101, drawing: 102 } as const;
const form = {
  procedureId: procedure.house,
  unitId: unit.tranPhu,
  receivingUnitId: unit.tranPhuDesk,
  channel: "COUNTER" as const,
  applicantName: "Nguyễn Thị Hường",
  papers: [{ procedurePaperId: paper.application, form: "ORIGINAL" as const }],
};
const fee = { permit: 0, review: 0 };

beforeAll(async () => {
  await foundCity();
  await asOwner(async (c) => {
    await c.query(
      `insert into procedure_paper (id, procedure_id, position, name, originals, copies, is_required, valid_from, valid_until) values
        ($2, $1, 1, 'Đơn đề nghị cấp giấy phép xây dựng', 1, 0, true, '2018-01-01', null),
        ($3, $1, 2, 'Bản vẽ thiết kế', 0, 2, false, '2018-01-01', null),
        (103, $1, 3, 'Giấy tờ của quy định cũ', 1, 0, true, '2018-01-01', '2024-12-31')`,
      [procedure.house, paper.application, paper.drawing],
    );
    const { rows: fees } = await c.query(
      `insert into procedure_fee (procedure_id, kind, name, amount_dong, valid_from) values
        ($1, 'CHARGE', 'Lệ phí cấp giấy phép xây dựng', 75000, '2018-01-01'), ($1, 'FEE', 'Phí thẩm định', null, '2018-01-01') returning id`,
      [procedure.house],
    );
    [fee.permit, fee.review] = [fees[0].id, fees[1].id];
    await c.query(
      `insert into procedure_step (procedure_id, position, name, role, centidays, valid_from) values
        ($1, 1, 'Tiếp nhận', 'Một cửa', 50, '2018-01-01'), ($1, 2, 'Thẩm định', 'Chuyên viên', 900, '2018-01-01'), ($1, 3, 'Trả kết quả', 'Một cửa', null, '2018-01-01')`,
      [procedure.house],
    );
  });
});
const rowsOf = <T extends object>(sql: string, values: unknown[] = []) =>
  asOwner(async (c) => (await c.query<T>(sql, values)).rows);

describe("taking in at the counter", () => {
  test("everything is written at once: the person sealed, papers, fees, steps, the code, the receipt", async () => {
    const accepted = await takeIn(officer, {
      ...form,
      areaId: area.phuongDo,
      applicantAddress: "Tổ 5",
      phone: "0912 345 678",
      email: "huong@example.vn",
      idNumber: "002189001234",
      submitter: { name: "Trần Văn Nam", idNumber: "002090005678" },
      setCount: 2,
      resultDelivery: "POST",
      papers: [
        { procedurePaperId: paper.application, form: "ORIGINAL" },
        { procedurePaperId: paper.drawing, form: "PHOTOCOPY", count: 3, isReused: true },
        { name: "Văn bản ủy quyền", form: "CERTIFIED_COPY", note: "bản công chứng" },
      ],
      fees: [
        { procedureFeeId: fee.permit, quantity: 2, method: "CASH", receiptNumber: "0001" },
        { procedureFeeId: fee.review, amountDong: 150_000, stage: "RESULT" },
      ],
    });
    expect(accepted).toMatchObject({
      code: "H22.15.7-261120-0001",
      dueOn: "2026-12-07",
      receipt: { kind: "RECEIPT", numberText: "01/GTN" },
    });
    const [row] = await rowsOf<Record<string, unknown>>("select * from dossier where id = $1", [accepted.id]);
    expect(row).toMatchObject({
      applicant_email: "huong@example.vn",
      submitter_name: "Trần Văn Nam",
      set_count: 2,
      result_delivery: "POST",
      step_position: 1,
      area_id: area.phuongDo,
    });
    expect(JSON.stringify(row)).not.toContain("002090005678");
    expect(
      await rowsOf(
        "select position, name, form, count, is_reused, note, procedure_paper_id from dossier_paper where dossier_id = $1 order by 1",
        [accepted.id],
      ),
    ).toEqual([
      {
        position: 1,
        name: "Đơn đề nghị cấp giấy phép xây dựng",
        form: "ORIGINAL",
        count: 1,
        is_reused: false,
        note: null,
        procedure_paper_id: paper.application,
      },
      {
        position: 2,
        name: "Bản vẽ thiết kế",
        form: "PHOTOCOPY",
        count: 3,
        is_reused: true,
        note: null,
        procedure_paper_id: paper.drawing,
      },
      {
        position: 3,
        name: "Văn bản ủy quyền",
        form: "CERTIFIED_COPY",
        count: 1,
        is_reused: false,
        note: "bản công chứng",
        procedure_paper_id: null,
      },
    ]);
    expect(
      await rowsOf(
        "select name, amount_dong::int, stage, method, paid_at, receipt_number from dossier_fee where dossier_id = $1 order by id",
        [accepted.id],
      ),
    ).toEqual([
      {
        name: "Lệ phí cấp giấy phép xây dựng",
        amount_dong: 150_000,
        stage: "ACCEPTANCE",
        method: "CASH",
        paid_at: now,
        receipt_number: "0001",
      },
      { name: "Phí thẩm định", amount_dong: 150_000, stage: "RESULT", method: null, paid_at: null, receipt_number: null },
    ]);
    // Half a working day of eight hours from nine o'clock, with the noon from 11:30 to 13:30 between: three in the afternoon.
    expect(
      await rowsOf("select position, name, centidays, started_at, due_at from dossier_step where dossier_id = $1 order by 1", [
        accepted.id,
      ]),
    ).toEqual([
      { position: 1, name: "Tiếp nhận", centidays: 50, started_at: now, due_at: new Date("2026-11-20T08:00:00Z") },
      { position: 2, name: "Thẩm định", centidays: 900, started_at: null, due_at: null },
      { position: 3, name: "Trả kết quả", centidays: null, started_at: null, due_at: null },
    ]);
    const { sheet } = await findForm(officer.actor, accepted.id, accepted.receipt?.id ?? 0);
    const printed = JSON.stringify(sheet);
    for (const text of [
      "Trần Văn Nam",
      "Văn bản ủy quyền",
      "bưu chính",
      "02 (bộ)",
      "150.000 đồng",
      "nghỉ 24/11",
      "10 ngày làm việc",
    ])
      expect(printed).toContain(text);
    expect((await findDossier(officer.actor, accepted.id, await detailClock(now))).dueStory?.sentence.vi).toContain(
      "thứ Hai 07/12/2026",
    );
  });

  test("fees nobody speaks of follow from the catalogue: those that have an amount", async () => {
    const { id } = await takeIn(officer, form);
    expect(await rowsOf("select name, amount_dong::int, method from dossier_fee where dossier_id = $1", [id])).toEqual([
      { name: "Lệ phí cấp giấy phép xây dựng", amount_dong: 75_000, method: null },
    ]);
  });

  test("a result of the same day has no receipt unless it is asked for", async () => {
    const birth = { ...form, procedureId: procedure.birth, papers: [] };
    expect((await takeIn(officer, birth)).receipt).toBeNull();
    expect((await takeIn(officer, { ...birth, wantsReceipt: true })).receipt).not.toBeNull();
    expect((await takeIn(officer, { ...form, wantsReceipt: false })).receipt).toBeNull();
  });

  test("an online application accepted by a move gets what a dossier at the counter gets: receipt, fees, steps", async () => {
    const { channel: _, ...application } = form;
    const { id } = await registerDossier(officer, application);
    expect(await rowsOf("select 1 from dossier_step where dossier_id = $1", [id])).toEqual([]);
    const accepted = await moveOn(officer, { dossierId: id, version: 1, move: "accept" });
    expect(accepted).toMatchObject({ state: "ACCEPTED", dueOn: "2026-12-07", receipt: { kind: "RECEIPT" } });
    expect(await rowsOf("select step_position from dossier where id = $1", [id])).toEqual([{ step_position: 1 }]);
    expect(
      await rowsOf("select name, started_at, due_at from dossier_step where dossier_id = $1 order by position", [id]),
    ).toEqual([
      { name: "Tiếp nhận", started_at: now, due_at: new Date("2026-11-20T08:00:00Z") },
      { name: "Thẩm định", started_at: null, due_at: null },
      { name: "Trả kết quả", started_at: null, due_at: null },
    ]);
    expect(await rowsOf("select name, amount_dong::int from dossier_fee where dossier_id = $1", [id])).toEqual([
      { name: "Lệ phí cấp giấy phép xây dựng", amount_dong: 75_000 },
    ]);
    const started = await moveOn(officer, { dossierId: id, version: 2, move: "start" });
    expect(started).toMatchObject({ state: "IN_PROGRESS", receipt: null });
    expect(await rowsOf("select step_position from dossier where id = $1", [id])).toEqual([{ step_position: 2 }]);

    const { id: today } = await registerDossier(officer, { ...application, procedureId: procedure.birth, papers: [] });
    expect((await moveOn(officer, { dossierId: today, version: 1, move: "accept" })).receipt).toBeNull();
  });

  test("without its receipt a dossier is not taken in, and no code is lost", async () => {
    const day = { ...officer, now: new Date("2026-12-01T02:00:00Z") };
    await asOwner((c) =>
      c.query(`create function fail() returns trigger language plpgsql as $$ begin raise 'no paper left'; end $$;
        create trigger fail before insert on dossier_form for each row execute function fail()`),
    );
    const { channel: _, ...application } = form;
    const registered = await registerDossier(day, application);
    await expect(takeIn(day, form)).rejects.toThrow("no paper left");
    await expect(moveOn(day, { dossierId: registered.id, version: 1, move: "accept" })).rejects.toThrow("no paper left");
    expect(await rowsOf("select state, version from dossier where id = $1", [registered.id])).toEqual([
      { state: "REGISTERED", version: 1 },
    ]);
    await asOwner((c) => c.query("drop trigger fail on dossier_form; drop function fail()"));
    expect((await takeIn(day, form)).code).toBe("H22.15.7-261201-0001");
  });

  test("what was taken in the working day before is entered late: its clock, its code and its steps are of that day", async () => {
    const monday = { ...officer, now: new Date("2026-12-14T02:00:00Z") };
    const late = await takeIn(monday, { ...form, acceptedAt: "2026-12-11T16:30:00+07:00" });
    expect(late).toMatchObject({ code: "H22.15.7-261211-0001", dueOn: "2026-12-25" });
    const [row] = await rowsOf("select accepted_at, accepted_on::text, entered_at from dossier where id = $1", [late.id]);
    expect(row).toEqual({ accepted_at: new Date("2026-12-11T09:30:00Z"), accepted_on: "2026-12-11", entered_at: monday.now });
  });

  test("a desk takes in for another unit where the procedure allows it, and hands out the receipt of a sensitive one too", async () => {
    const elsewhere = { ...form, unitId: unit.phuongDo };
    await asOwner((c) => c.query("update procedure set is_sensitive = true where id = $1", [procedure.house]));
    const { id, receipt } = await takeIn(officer, elsewhere);
    expect((await findForm(officer.actor, id, receipt?.id ?? 0)).sheet.code).toMatch(/^H22\.15\.7-/);
    await expect(findForm(actor("leader"), id, receipt?.id ?? 0)).rejects.toMatchObject({ kind: "forbidden" });
    await asOwner((c) =>
      c.query("update procedure set is_sensitive = false, is_taken_in_anywhere = false where id = $1", [procedure.house]),
    );
    await expect(takeIn(officer, elsewhere)).rejects.toMatchObject({ code: "not-taken-in-here" });
    await takeIn(officer, form);
    await asOwner((c) =>
      c.query("insert into procedure_settler (procedure_id, unit_id, valid_from) values ($1, $2, '2018-01-01')", [
        procedure.house,
        unit.justice,
      ]),
    );
    await expect(takeIn(officer, form)).rejects.toMatchObject({ code: "unit-not-settler" });
    await asOwner((c) => c.query("delete from procedure_settler; update procedure set is_taken_in_anywhere = true"));
  });
});

function create(ask: Ask) {
  const route = routes.find((r) => r.handler.declaration.id === "dossiers.create");
  if (!route) throw new Error("dossiers.create");
  return call(route, ask);
}

describe("through the door", () => {
  let cookie = "";
  beforeEach(async () => {
    cookie = await as("officer");
  });
  const sent = { step: "accept", ...form };
  const online = { step: "register", channel: undefined };
  const send = (body: object, headers = key()) => create({ cookie, headers, body: JSON.stringify(body) });

  test("the same act sent twice, at once or later, is one dossier with one receipt", async () => {
    const headers = key();
    const [count] = await rowsOf<{ n: number }>("select count(*)::int as n from dossier");
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(sent, headers)));
    answers.push(await send(sent, headers));
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200, 200]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect(answers.filter((a) => a.headers.get("idempotency-replayed") === "true")).toHaveLength(4);
    expect((await rowsOf<{ n: number }>("select count(*)::int as n from dossier"))[0]?.n).toBe((count?.n ?? 0) + 1);
    expect((await send({ ...sent, applicantName: "Người Khác" }, headers)).body).toMatchObject({
      code: "idempotency-key-reused",
    });
  });

  test.each([
    ["a name with markup", { applicantName: "<script>alert(1)</script>" }, 400, "body.applicantName", "name-signs"],
    ["a name of 10,000 letters", { applicantName: "ê".repeat(10_000) }, 400, "body.applicantName", "name-too-long"],
    ["a day that does not exist", { acceptedAt: "2026-11-31T08:00:00+07:00" }, 400, "body.acceptedAt", "instant-unreadable"],
    ["an acceptance to come", { acceptedAt: "2099-01-05T08:00:00+07:00" }, 422, "acceptedAt", "accepted-in-future"],
    ["a procedure that is not there", { procedureId: 987_654 }, 404, "procedureId", "procedure-unknown"],
    ["a due day before the acceptance", { dueOn: "2020-01-02" }, 422, "dueOn", "due-before-acceptance"],
    ["an impossible identity number", { idNumber: "002399001234" }, 422, "idNumber", "id-number-unreadable"],
    ["a list without its required paper", { papers: [{ name: "Bản vẽ", form: "PHOTOCOPY" }] }, 422, "papers", "papers-missing"],
    ["no papers", { papers: undefined }, 422, "papers", "papers-missing"],
    ["an online application without its papers", { ...online, papers: undefined }, 422, "papers", "papers-missing"],
    ["a case nobody knows", { caseLabel: "Nhà trên cây" }, 422, "caseLabel", "case-unknown"],
    ["a ward that is not there", { areaId: 987_654 }, 404, "areaId", "area-unknown"],
  ] as const)("%s is refused at its field in a sentence, and nothing is written", async (_, change, status, path, code) => {
    const before = await rowsOf(
      "select (select count(*) from dossier), (select sum(serial) from dossier_serial), (select count(*) from audit_entry)",
    );
    const answer = await send({ ...sent, ...change });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    expect(answer.body).toMatchObject({ faults: [{ path, code, title: expect.stringMatching(/[\u0300-\u036fđĐà-ỹ].*\.$/) }] });
    expect(
      await rowsOf(
        "select (select count(*) from dossier), (select sum(serial) from dossier_serial), (select count(*) from audit_entry)",
      ),
    ).toEqual(before);
  });

  test("a procedure taken off the catalogue is not there for the desk", async () => {
    await asOwner((c) => c.query("update procedure set is_published = false where id = $1", [procedure.land]));
    const answer = await send({ ...sent, procedureId: procedure.land });
    expect([answer.status, answer.body]).toMatchObject([404, { faults: [{ path: "procedureId", code: "procedure-unknown" }] }]);
    await asOwner((c) => c.query("update procedure set is_published = true where id = $1", [procedure.land]));
  });

  test("a code that stands already is never given out again", async () => {
    const first = await takeIn({ ...officer, now: new Date("2026-12-02T02:00:00Z") }, form);
    await expect(
      asOwner((c) =>
        c.query(
          "insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, accepted_at, accepted_on) values ($1, 1, 3, 3, 'COUNTER', 'ACCEPTED', 'A', 'a', now(), (now() at time zone 'Asia/Ho_Chi_Minh')::date)",
          [first.code],
        ),
      ),
    ).rejects.toThrow(/unique/);
    await asOwner((c) =>
      c.query("update dossier_serial set serial = 0 where agency_code = 'H22.15.7' and \"on\" = '2026-12-02'"),
    );
    expect((await takeIn({ ...officer, now: new Date("2026-12-02T03:00:00Z") }, form)).code).toBe("H22.15.7-261202-0002");
  });
});

test("32 clients at ten desks: every agency's codes and receipts run from one without gap or twin, and nothing told is lost", async () => {
  const desks = Array.from({ length: 10 }, (_, i) => 20 + i);
  await asOwner(async (c) => {
    for (const id of desks) {
      await c.query(
        `insert into unit (id, code, kind, name, short_name, parent_id, position, valid_from) values ($1, $2, 'WARD', $3, $3, 1, $1, '2018-01-01')`,
        [id, `H22.15.${id}`, `Phường ${id}`],
      );
      await c.query("insert into unit_identifier (code, unit_id, scheme, valid_from) values ($1, $2, 'QD20', '2018-01-01')", [
        `H22.15.${id}`,
        id,
      ]);
    }
  });
  const { cookie } = await stranger({ role: "ONE_STOP_OFFICER", unitId: unit.committee });
  const left = Array.from({ length: 64 }, (_, i) => i);
  const taken: { code: string; receipt: { numberText: string } }[] = [];
  const client = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const desk = desks[one % 10];
      const body = JSON.stringify({ step: "accept", ...form, unitId: desk, receivingUnitId: desk });
      const headers = key();
      // A client that is told to come again comes again, with the same act.
      for (let answer = await create({ cookie, headers, body }); ; answer = await create({ cookie, headers, body })) {
        if (answer.status === 503) continue;
        expect(answer.status, answer.text).toBe(200);
        taken.push(answer.body as (typeof taken)[number]);
        break;
      }
    }
  };
  await Promise.all(Array.from({ length: 32 }, client));
  expect(taken).toHaveLength(64);
  for (const desk of desks) {
    const own = taken.filter(({ code }) => code.startsWith(`H22.15.${desk}-`));
    const whole = Array.from({ length: own.length }, (_, i) => i + 1);
    expect(own.map(({ code }) => Number(code.slice(-4))).sort((a, b) => a - b)).toEqual(whole);
    expect(own.map(({ receipt }) => Number(receipt.numberText.split("/")[0])).sort((a, b) => a - b)).toEqual(whole);
  }
  const written = await rowsOf(
    "select count(*)::int as dossiers, (select count(*)::int from dossier_event e join dossier d on d.id = e.dossier_id and e.kind = 'accept' where d.receiving_unit_id between 20 and 29) as events from dossier where receiving_unit_id between 20 and 29",
  );
  expect(written).toEqual([{ dossiers: 64, events: 64 }]);
}, 90_000);

test("a draft goes when it becomes a dossier, in the same act", async () => {
  const id = randomUUID();
  await saveDraft(officer, { id, revision: 0, content: { ...newDraft(unit.tranPhuDesk), applicantName: "Lan" } });
  await expect(takeIn(officer, { ...form, draftId: id, caseLabel: "Nhà trên cây" })).rejects.toMatchObject({
    code: "case-unknown",
  });
  expect(await db.dossierDraft.count({ where: { id } })).toBe(1);
  await takeIn(officer, { ...form, draftId: id });
  expect(await db.dossierDraft.count({ where: { id } })).toBe(0);
});
