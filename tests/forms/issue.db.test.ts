import { createHash } from "node:crypto";
import { text as textOf } from "node:stream/consumers";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, test } from "vitest";
import { GET as formPdf } from "@/app/api/v1/dossiers/[id]/forms/[formId]/pdf/route";
import { GET as formsPrint } from "@/app/api/v1/forms/print/route";
import { GET as bookPdf } from "@/app/api/v1/registers/book.pdf/route";
import { GET as bookXlsx } from "@/app/api/v1/registers/book.xlsx/route";
import { db } from "@/lib/db/client";
import { acceptDossier, moveDossier, registerDossier } from "@/lib/dossiers/commands";
import { DossierFilter, ExportFilter } from "@/lib/dossiers/model";
import { detailClock, exportDossiers, findDossier, listDossiers, previewAct } from "@/lib/dossiers/queries";
import { issueForm } from "@/lib/forms/commands";
import { findForm, listForms } from "@/lib/forms/queries";
import { setUnitContact } from "@/lib/units/commands";
import { actor, asOwner, foundCity, procedure, sector, unit, user } from "../city";
import { type Cookies, type call as callRoute, signEverybodyIn } from "../security/callers";
import { paper } from "./poppler";

const now = new Date("2026-11-20T02:15:00Z");
const officer = { actor: actor("officer"), now };
const head = { actor: actor("head"), now };
const form = {
  procedureId: procedure.house,
  unitId: unit.tranPhu,
  channel: "COUNTER" as const,
  applicantName: "Nguyễn Thị Hường",
  applicantAddress: "Tổ 5, phường Trần Phú",
  phone: "0912345678",
  idNumber: "002189001234",
  papers: [{ name: "Đơn đề nghị cấp giấy phép xây dựng", form: "ORIGINAL" as const }],
};

let cookies: Cookies;
beforeAll(async () => {
  await foundCity();
  cookies = await signEverybodyIn();
});
const accept = async () => (await acceptDossier(officer, form)).id;

type Route = Parameters<typeof callRoute>[0]["handler"];
async function bytes(
  handler: Route,
  who: keyof Cookies,
  params: Record<string, string>,
  query = "",
): Promise<{ status: number; body: Buffer; type: string }> {
  const response = await handler(new Request(`http://localhost:3000/x${query}`, { headers: { cookie: cookies[who] } }), {
    params: Promise.resolve(params),
  });
  return {
    status: response.status,
    body: Buffer.from(await response.arrayBuffer()),
    type: response.headers.get("content-type") ?? "",
  };
}

describe("issuing", () => {
  test("a receipt is numbered, kept sealed, told in the log and printed", async () => {
    const id = await accept();
    const issued = await issueForm(officer, { dossierId: id, kind: "RECEIPT" });
    expect(issued).toMatchObject({ kind: "RECEIPT", numberText: "01/GTN" });
    const row = await asOwner(async (c) => (await c.query("select * from dossier_form where id = $1", [issued.id])).rows[0]);
    expect(row).toMatchObject({ unit_id: unit.tranPhu, year: 2026, number: 1, generation: "TT03_2025", replaces_id: null });
    expect(row.content.toString("latin1")).not.toMatch(/0912345678|002189001234|Nguy/);
    const [entry] = await asOwner(
      async (c) =>
        (await c.query("select action, detail from audit_entry where subject_id = $1 order by id desc limit 1", [String(id)]))
          .rows,
    );
    expect(entry).toMatchObject({ action: "form.issue", detail: { form: issued.id, kind: "RECEIPT", number: 1 } });
    const list = await listForms(officer.actor, id, now);
    expect(list.issued).toMatchObject([{ id: issued.id, numberText: "01/GTN", issuedByName: "Lê Thị Mai", replacedById: null }]);
    expect(list.open).toEqual([
      { kind: "RECEIPT", replacesId: issued.id },
      { kind: "CONTROL_SHEET", replacesId: null },
    ]);
  });

  test("what was issued stays as it was, whatever becomes of the dossier, and nobody can change it", async () => {
    const id = await accept();
    const { id: formId } = await issueForm(officer, { dossierId: id, kind: "RECEIPT" });
    const before = await findForm(head.actor, id, formId);
    await asOwner((c) =>
      c.query(
        "update dossier set applicant_name = 'Tên khác', due_on = '2027-01-04', due_at = '2027-01-04T10:00Z' where id = $1",
        [id],
      ),
    );
    expect(await findForm(head.actor, id, formId)).toEqual(before);
    await expect(db.$executeRaw`update dossier_form set number = 99 where id = ${formId}`).rejects.toThrow();
    await expect(db.$executeRaw`delete from dossier_form where id = ${formId}`).rejects.toThrow();
  });

  test("a corrected receipt is a new number that names the old one; the old one stays", async () => {
    const id = await accept();
    const first = await issueForm(officer, { dossierId: id, kind: "RECEIPT" });
    const again = { dossierId: id, kind: "RECEIPT" } as const;
    await expect(issueForm(officer, again)).rejects.toMatchObject({ code: "form-already-issued" });
    await expect(issueForm(officer, { ...again, replacesId: first.id })).rejects.toMatchObject({ code: "correction-required" });
    const second = await issueForm(officer, { ...again, replacesId: first.id, correction: "Sai số điện thoại" });
    const { sheet } = await findForm(officer.actor, id, second.id);
    expect(sheet.replaces).toBe(`(Thay thế giấy số ${first.numberText} ngày 20 tháng 11 năm 2026)`);
    expect((await findForm(officer.actor, id, first.id)).sheet.replaces).toBeNull();
    const { issued } = await listForms(officer.actor, id, now);
    expect(issued).toMatchObject([
      { id: first.id, replacedById: second.id },
      { id: second.id, replacesNumberText: first.numberText, correction: "Sai số điện thoại" },
    ]);
    await expect(issueForm(officer, { ...again, replacesId: first.id, correction: "Lần nữa" })).rejects.toMatchObject({
      code: "form-already-issued",
    });
  });

  test("thirty-two at once: numbers without gap or twin, and what failed took none", async () => {
    const ids = await Promise.all(Array.from({ length: 32 }, accept));
    const last = async () =>
      (await db.formSerial.findFirst({ where: { unitId: unit.tranPhu, kind: "RECEIPT", year: 2026 } }))?.number ?? 0;
    const before = await last();
    const results = await Promise.allSettled([
      ...ids.map((dossierId) => issueForm(officer, { dossierId, kind: "RECEIPT" })),
      // The same receipt a second time, at the same time: one of the two is told.
      ...ids.slice(0, 8).map((dossierId) => issueForm(officer, { dossierId, kind: "RECEIPT" })),
    ]);
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(32);
    for (const r of results) if (r.status === "rejected") expect(r.reason).toMatchObject({ code: "form-already-issued" });
    const numbers = (await db.dossierForm.findMany({ where: { dossierId: { in: ids } }, select: { number: true } })).map(
      (f) => f.number,
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, i) => before + 1 + i));
    expect(await last()).toBe(before + 32);
  }, 60_000);

  test("numbers begin again with the year, and each unit and kind has its own", async () => {
    const id = await accept();
    expect((await issueForm(officer, { dossierId: id, kind: "CONTROL_SHEET" })).numberText).toBe("01/PKS");
    const later = { ...officer, now: new Date("2027-01-04T02:00:00Z") };
    expect((await issueForm(later, { dossierId: id, kind: "RECEIPT" })).numberText).toBe("01/GTN");
    const theirs = await acceptDossier({ actor: actor("phuongDoOfficer"), now }, { ...form, unitId: unit.phuongDo });
    expect(
      (await issueForm({ actor: actor("phuongDoOfficer"), now }, { dossierId: theirs.id, kind: "RECEIPT" })).numberText,
    ).toBe("01/GTN");
  });
});

test("the desk's phone and address stand on what it issues from then on: its own, else those of the unit above", async () => {
  const atDesk = async () => (await acceptDossier(officer, { ...form, receivingUnitId: unit.tranPhuDesk })).id;
  const admin = { actor: actor("admin"), now: head.now };
  const printed = async (id: number, formId: number) => JSON.stringify((await findForm(head.actor, id, formId)).sheet);
  const first = await atDesk();
  const before = await issueForm(officer, { dossierId: first, kind: "RECEIPT" });
  await setUnitContact(admin, { unitId: unit.tranPhu, phone: "0219 000 0111", address: "Số 2 đường Mô Phỏng" });
  const second = await atDesk();
  const above = await issueForm(officer, { dossierId: second, kind: "RECEIPT" });
  await setUnitContact(admin, { unitId: unit.tranPhuDesk, phone: "0219 000 0112", address: null });
  const third = await atDesk();
  const own = await issueForm(officer, { dossierId: third, kind: "RECEIPT" });
  expect(await printed(first, before.id)).toContain("Số điện thoại hỗ trợ: ……");
  expect(await printed(second, above.id)).toContain("Số điện thoại hỗ trợ: 0219 000 0111");
  expect(await printed(third, own.id)).toContain("Số điện thoại hỗ trợ: 0219 000 0112");
  for (const id of [first, third]) {
    await moveDossier(officer, { dossierId: id, version: 1, move: "requestSupplement", reason: "Thiếu bản vẽ" });
    const request = await issueForm(officer, { dossierId: id, kind: "SUPPLEMENT_REQUEST" });
    expect(await printed(id, request.id)).toMatch(/liên hệ với .+ \(Số 2 đường Mô Phỏng\), số điện thoại 0219 000 0112 để được/);
  }
  await setUnitContact(admin, { unitId: unit.tranPhu, phone: null, address: null });
  await setUnitContact(admin, { unitId: unit.tranPhuDesk, phone: null, address: null });
});

test("the apology blames whom the step said: the settling unit, an agency that owes its opinion, or both", async () => {
  const later = (on: string) => ({ ...head, now: new Date(`${on}T02:00:00Z`) });
  const put = { move: "extend" as const, reason: "Chờ ý kiến thẩm định", extendedDueOn: "2026-12-10" };
  const lateOf = async (id: number) => {
    const { id: formId } = await issueForm(later("2026-12-03"), { dossierId: id, kind: "APOLOGY" });
    return /"label":"Cơ quan, đơn vị chậm giải quyết","value":"([^"]*)"/.exec(
      JSON.stringify((await findForm(head.actor, id, formId)).sheet),
    )?.[1];
  };
  const asked = async () => {
    const id = await accept();
    await moveDossier(officer, { dossierId: id, version: 1, move: "start" });
    const consultation = { agency: "Phòng Tài nguyên và Môi trường", question: "Ranh giới thửa đất", dueOn: "2026-11-30" };
    await moveDossier(officer, { dossierId: id, version: 2, move: "consult", consultation });
    const [one] = (await asOwner((c) => c.query("select id from dossier_consultation where dossier_id = $1", [id]))).rows;
    return { id, consultationId: Number(one.id) };
  };
  const { id, consultationId } = await asked();
  const late = { isSettler: false, consultationIds: [consultationId] };
  // While it still has time nobody may be called late, and the form does not offer it.
  await expect(moveDossier(later("2026-11-30"), { dossierId: id, version: 3, ...put, lateAgencies: late })).rejects.toMatchObject(
    { code: "late-agency-unknown", more: { faults: [{ path: "lateAgencies" }] } },
  );
  await expect(
    moveDossier(later("2026-12-01"), { dossierId: id, version: 3, ...put, lateAgencies: { isSettler: false } }),
  ).rejects.toMatchObject({ kind: "invalid" });
  const offered = async (on: string) => {
    const { now } = later(on);
    return (await previewAct(head.actor, id, { move: "extend" }, await detailClock(now))).preview.lateAgencies;
  };
  const settler = { consultationId: null, name: "Ủy ban nhân dân phường Trần Phú" };
  expect(await offered("2026-11-30")).toEqual([settler]);
  expect(await offered("2026-12-01")).toEqual([settler, { consultationId, name: "Phòng Tài nguyên và Môi trường" }]);
  await moveDossier(later("2026-12-01"), { dossierId: id, version: 3, ...put, lateAgencies: late });
  expect(await lateOf(id)).toBe("Phòng Tài nguyên và Môi trường");
  expect((await findDossier(head.actor, id, await detailClock(later("2026-12-02").now))).events.at(-1)?.lateAgencies).toEqual([
    "Phòng Tài nguyên và Môi trường",
  ]);

  const both = await asked();
  const all = { isSettler: true, consultationIds: [both.consultationId] };
  await moveDossier(later("2026-12-01"), { dossierId: both.id, version: 3, ...put, lateAgencies: all });
  expect(await lateOf(both.id)).toBe("Ủy ban nhân dân phường Trần Phú; Phòng Tài nguyên và Môi trường");
  const unsaid = await asked();
  await moveDossier(later("2026-12-01"), { dossierId: unsaid.id, version: 3, ...put });
  expect(await lateOf(unsaid.id)).toBe("Ủy ban nhân dân phường Trần Phú");
  // Who answered after their day was late all the same; who answered on it was not.
  const answered = async (on: string) => {
    const one = await asked();
    const opinion = { consultationId: one.consultationId, answer: "Đồng ý" };
    await moveDossier(later(on), { dossierId: one.id, version: 3, move: "receiveOpinion", opinion });
    return one;
  };
  const tardy = await answered("2026-12-01");
  expect(
    (await previewAct(head.actor, tardy.id, { move: "extend" }, await detailClock(later("2026-12-01").now))).preview.lateAgencies,
  ).toEqual([settler, { consultationId: tardy.consultationId, name: "Phòng Tài nguyên và Môi trường" }]);
  const blamed = { isSettler: false, consultationIds: [tardy.consultationId] };
  await moveDossier(later("2026-12-02"), { dossierId: tardy.id, version: 4, ...put, lateAgencies: blamed });
  expect(await lateOf(tardy.id)).toBe("Phòng Tài nguyên và Môi trường");
  const prompt = await answered("2026-11-30");
  await expect(
    moveDossier(later("2026-12-02"), {
      ...{ dossierId: prompt.id, version: 4, ...put },
      lateAgencies: { isSettler: false, consultationIds: [prompt.consultationId] },
    }),
  ).rejects.toMatchObject({ code: "late-agency-unknown" });
  // Another dossier's consultation is no one's here.
  const other = await asked();
  const foreign = { isSettler: true, consultationIds: [both.consultationId] };
  await expect(
    moveDossier(later("2026-12-01"), { dossierId: other.id, version: 3, ...put, lateAgencies: foreign }),
  ).rejects.toMatchObject({ code: "late-agency-unknown" });
  // The late list and its file say why, as far as the record knows.
  const clock = await detailClock(later("2026-12-21").now);
  const overdue = DossierFilter.parse({ set: "overdue" });
  const told = new Map((await listDossiers(head.actor, overdue, clock)).rows.map((row) => [row.id, row.lateness]));
  const agency = "Phòng Tài nguyên và Môi trường";
  expect(told.get(tardy.id)).toEqual({ reason: "Chờ ý kiến thẩm định", agencies: [agency] });
  expect(told.get(both.id)).toMatchObject({ agencies: [settler.name, agency] });
  expect(told.get(prompt.id)).toEqual({ reason: null, agencies: [] });
  const about = { format: "csv", locale: "vi", now: clock.now, title: "Quá hạn", notes: [] } as const;
  const file = await textOf((await exportDossiers(head.actor, ExportFilter.parse({ set: "overdue" }), clock, about)).body);
  expect(file).toContain(`Chờ ý kiến thẩm định · Chậm: ${agency}`);
});

describe("the paper of a step", () => {
  test("supplement, apology, stop: what the step said stands on the form", async () => {
    const id = await accept();
    await expect(issueForm(officer, { dossierId: id, kind: "SUPPLEMENT_REQUEST" })).rejects.toMatchObject({
      code: "form-not-open",
    });
    await moveDossier(officer, { dossierId: id, version: 1, move: "start" });
    await moveDossier(head, {
      dossierId: id,
      version: 2,
      move: "extend",
      reason: "Chờ ý kiến thẩm định",
      extendedDueOn: "2026-12-10",
    });
    const apology = await issueForm(head, { dossierId: id, kind: "APOLOGY" });
    const letter = JSON.stringify((await findForm(head.actor, id, apology.id)).sheet);
    expect(letter).toContain("Chờ ý kiến thẩm định");
    expect(letter).toContain("17 giờ 00 phút, ngày 10 tháng 12 năm 2026");
    await moveDossier(officer, {
      dossierId: id,
      version: 3,
      move: "requestSupplement",
      reason: "1. Bản vẽ có ranh giới thửa đất\n2. Giấy ủy quyền",
    });
    const request = await issueForm(officer, { dossierId: id, kind: "SUPPLEMENT_REQUEST" });
    expect((await findForm(officer.actor, id, request.id)).sheet.blocks).toContainEqual({
      is: "list",
      lead: "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
      items: ["Bản vẽ có ranh giới thửa đất", "Giấy ủy quyền"],
      blanks: 4,
    });
    await moveDossier(head, {
      dossierId: id,
      version: 4,
      move: "stop",
      basis: "Điều 7 Thông tư 03/2025/TT-VPCP",
      reason: "Người nộp đề nghị dừng",
    });
    const stop = await issueForm(head, { dossierId: id, kind: "STOP_NOTICE" });
    expect(JSON.stringify((await findForm(head.actor, id, stop.id)).sheet)).toContain("Người nộp đề nghị dừng");
  });

  test("a refusal at intake has no code and no barcode", async () => {
    const { channel: _, ...application } = form;
    const { id } = await registerDossier(officer, application);
    await moveDossier(officer, { dossierId: id, version: 1, move: "decline", reason: "Không thuộc thẩm quyền giải quyết" });
    const refusal = await issueForm(officer, { dossierId: id, kind: "REFUSAL" });
    const { sheet } = await findForm(officer.actor, id, refusal.id);
    expect(sheet.code).toBeNull();
    expect(JSON.stringify(sheet)).toContain("Không thuộc thẩm quyền giải quyết");
  });
});

describe("rights", () => {
  test("out of reach there is no form; a right elsewhere issues nothing here", async () => {
    const id = await accept();
    const { id: formId } = await issueForm(officer, { dossierId: id, kind: "RECEIPT" });
    for (const other of ["phuongDoOfficer", "admin"] as const) {
      await expect(listForms(actor(other), id, now)).rejects.toMatchObject({ kind: "not-found" });
      await expect(findForm(actor(other), id, formId)).rejects.toMatchObject({ kind: "not-found" });
      await expect(issueForm({ actor: actor(other), now }, { dossierId: id, kind: "RECEIPT" })).rejects.toMatchObject({
        kind: "not-found",
      });
    }
    await expect(findForm(actor("officer"), id + 1, formId)).rejects.toMatchObject({ kind: "not-found" });
    await expect(issueForm({ actor: actor("leader"), now }, { dossierId: id, kind: "CONTROL_SHEET" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  test("numbers of persons are printed in full only for who may see them in full", async () => {
    const id = await accept();
    const { id: formId } = await issueForm(officer, { dossierId: id, kind: "RECEIPT" });
    const seen = async (who: "officer" | "leader" | "specialist") =>
      JSON.stringify((await findForm(actor(who), id, formId)).sheet);
    expect(await seen("officer")).toContain("0912345678");
    for (const who of ["leader", "specialist"] as const) {
      expect(await seen(who)).not.toMatch(/0912345678|002189001234/);
      expect(await seen(who)).toContain("091*****78");
    }
  });

  test("a form of a sensitive dossier is for those who work on it", async () => {
    const id = await accept();
    const { id: formId } = await issueForm(officer, { dossierId: id, kind: "RECEIPT" });
    await asOwner((c) => c.query("update procedure set is_sensitive = true where id = $1", [procedure.house]));
    await expect(findForm(actor("leader"), id, formId)).rejects.toMatchObject({ kind: "forbidden" });
    expect((await findForm(actor("specialist"), id, formId)).formId).toBe(formId);
    await asOwner((c) => c.query("update procedure set is_sensitive = false where id = $1", [procedure.house]));
  });
});

describe("printing", () => {
  const sha = (body: Buffer) => createHash("sha256").update(body).digest("hex");

  test("the PDF comes through the door, the same to the byte each time, and each look is in the log", async () => {
    const id = await accept();
    const { id: formId } = await issueForm(officer, { dossierId: id, kind: "RECEIPT" });
    const params = { id: String(id), formId: String(formId) };
    const first = await bytes(formPdf, "officer", params);
    expect([first.status, first.type]).toEqual([200, "application/pdf"]);
    const again = await Promise.all([bytes(formPdf, "officer", params), bytes(formPdf, "head", params)]);
    for (const print of again) expect(sha(print.body)).toBe(sha(first.body));
    const text = paper("issued-receipt", first.body).text();
    expect(text).toContain("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ");
    expect(text).toContain("0912345678");
    expect(paper("issued-receipt-leader", (await bytes(formPdf, "leader", params)).body).text()).not.toContain("0912345678");
    const looks = await asOwner(
      async (c) =>
        (await c.query("select actor_id from audit_entry where action = 'form.view' and subject_id = $1", [String(formId)])).rows,
    );
    expect(looks).toHaveLength(4);
    expect(looks.map((l) => l.actor_id)).toContain(`user:${user.leader}`);
    expect((await bytes(formPdf, "admin", params)).status).toBe(403);
  }, 60_000);

  test("a batch is one file in the order asked; a dossier without the form is named", async () => {
    const ids = [await accept(), await accept(), await accept()];
    for (const dossierId of ids.slice(0, 2)) await issueForm(officer, { dossierId, kind: "RECEIPT" });
    const batch = await bytes(formsPrint, "officer", {}, `?dossiers=${ids[1]},${ids[0]}`);
    expect(batch.status).toBe(200);
    const print = paper("issued-batch", batch.body);
    expect(print.pages()).toBe(4);
    const codes = [...print.layout().matchAll(/Mã hồ sơ: (\S+)/g)].map((m) => m[1]);
    const codeOf = async (id: number | undefined) => (await db.dossier.findUniqueOrThrow({ where: { id } })).code;
    expect(codes).toEqual([await codeOf(ids[1]), await codeOf(ids[1]), await codeOf(ids[0]), await codeOf(ids[0])]);
    const missing = await bytes(formsPrint, "officer", {}, `?dossiers=${ids.join(",")}`);
    expect([missing.status, JSON.parse(missing.body.toString()).faults]).toEqual([
      422,
      [{ path: `query.dossiers.${ids[2]}`, code: "form-missing", title: "Hồ sơ này chưa được cấp biểu mẫu cần in." }],
    ]);
    const many = Array.from({ length: 101 }, (_, i) => i + 1).join(",");
    expect((await bytes(formsPrint, "officer", {}, `?dossiers=${many}`)).status).toBe(400);
  }, 60_000);

  test("T-78: the register book holds what the unit took in, on paper and as a workbook, without a formula in it", async () => {
    await acceptDossier(officer, { ...form, applicantName: "=HYPERLINK(1) Cty Thử" });
    const query = `?unitId=${unit.tranPhu}&from=2026-11-01&to=2026-11-30`;
    const receivingUnitId = { in: [unit.tranPhu, unit.tranPhuDesk] };
    const count = await db.dossier.count({ where: { receivingUnitId, acceptedOn: { not: null } } });
    const book = paper("issued-register", (await bytes(bookPdf, "head", {}, query)).body);
    expect(book.text()).toContain(`Tổng số: ${count} hồ sơ.`);
    expect(book.text()).toContain("=HYPERLINK(1) Cty Thử");
    const { body, type } = await bytes(bookXlsx, "head", {}, query);
    expect(type).toContain("spreadsheetml");
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as never);
    const sheet = workbook.worksheets[0];
    expect(sheet?.rowCount).toBe(count + 7);
    const cells: unknown[] = [];
    sheet?.eachRow((row) => row.eachCell((cell) => cells.push(cell.formula ?? null)));
    expect(cells.filter(Boolean)).toEqual([]);
    const empty = paper("issued-register-land", (await bytes(bookPdf, "head", {}, `${query}&sectorId=${sector.land}`)).body);
    expect(empty.text()).toContain("Tổng số: 0 hồ sơ.");
    expect((await bytes(bookPdf, "head", {}, `?unitId=${unit.phuongDo}&from=2026-11-01&to=2026-11-30`)).status).toBe(404);
    expect((await bytes(bookPdf, "head", {}, `?unitId=${unit.tranPhu}&from=2026-12-01&to=2026-11-30`)).status).toBe(400);
    expect((await bytes(bookPdf, "officer", {}, query)).status).toBe(200);
    expect((await bytes(bookPdf, "specialist", {}, query)).status).toBe(403);
  }, 60_000);
});
