import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { newDraft } from "@/components/intake/form";
import { db } from "@/lib/db/client";
import { acceptDossier, recallApplicant, restoreDraft, saveDraft, throwDraftAway } from "@/lib/dossiers/commands";
import { sweepDrafts } from "@/lib/dossiers/jobs";
import { detailClock, findDraft, findDue, listDrafts } from "@/lib/dossiers/queries";
import { actor, area, asOwner, foundCity, procedure, unit } from "../city";
import { as, key } from "../security/acts";
import { call, routes } from "../security/callers";

const now = new Date("2026-11-20T02:00:00Z");
const officer = { actor: actor("officer"), now };
const other = { actor: actor("phuongDoOfficer"), now };
const form = {
  procedureId: procedure.house,
  unitId: unit.tranPhu,
  channel: "COUNTER" as const,
  applicantName: "Nguyễn Thị Hường",
};
beforeAll(foundCity);
const logOf = (action: string) =>
  asOwner(
    async (c) =>
      (
        await c.query("select actor_id, subject, subject_id, detail::text from audit_entry where action = $1 order by id", [
          action,
        ])
      ).rows,
  );

describe("when it would be due", () => {
  const due = async (question: object, at = now) =>
    findDue(officer.actor, { procedureId: procedure.marriageStatus, channel: "COUNTER", ...question }, await detailClock(at));
  test("is told with its sentence and its strip, as the dossier then is", async () => {
    const told = await due({});
    expect(told).toMatchObject({ limitValue: 3, limitUnit: "WORKING_DAY" });
    expect(told.story?.sentence).toEqual({
      vi: "3 ngày làm việc kể từ 20/11/2026, nghỉ 24/11 (Ngày Văn hóa Việt Nam) → thứ Năm 26/11/2026",
      en: "3 working days from 20/11/2026, off 24/11 (Ngày Văn hóa Việt Nam) → Thursday 26/11/2026",
    });
    expect(told.story?.strip.map((d) => `${d.on.slice(8)} ${d.is}`)).toEqual([
      "20 accepted",
      "21 off",
      "22 off",
      "23 counted",
      "24 off",
      "25 counted",
      "26 due",
    ]);
    const { dueAt } = await acceptDossier(officer, { ...form, procedureId: procedure.marriageStatus });
    expect(told.story?.dueAt).toBe(dueAt);
  });
  test("turns at three in the afternoon for what is done the same day, and follows the moment that is asked about", async () => {
    const birth = { procedureId: procedure.birth };
    expect((await due(birth)).story?.dueOn).toBe("2026-11-20");
    expect((await due({ ...birth, acceptedAt: "2026-11-20T15:01:00+07:00" })).story?.dueOn).toBe("2026-11-23");
  });
  test("says nothing where nothing can be counted", async () => {
    await asOwner((c) =>
      c.query(
        "insert into procedure_time_limit (procedure_id, case_label, unit, text, valid_from) values ($1, 'Khiếu kiện', 'TEXT', 'Theo Luật Khiếu nại', '2018-01-01')",
        [procedure.house],
      ),
    );
    expect(await due({ procedureId: procedure.house, caseLabel: "Khiếu kiện" })).toEqual({
      ...{ limitValue: null, limitUnit: "TEXT", limitNote: "Theo Luật Khiếu nại", story: null },
    });
  });
});

describe("recalling an applicant by number", () => {
  const idNumber = "002189001234";
  const ask = { idNumber: "002 189 001 234", receivingUnitId: unit.tranPhuDesk };
  test("gives what the latest dossier within reach says, and stands in the log whether found or not", async () => {
    expect(await recallApplicant(officer, ask)).toEqual({ known: null });
    await acceptDossier(officer, { ...form, idNumber, phone: "0911111111" });
    await acceptDossier(officer, {
      ...form,
      ...{ idNumber, phone: "0912345678", applicantAddress: "Tổ 5", email: "huong@example.vn", areaId: area.tranPhu },
    });
    expect((await recallApplicant(officer, ask)).known).toMatchObject({
      applicantName: "Nguyễn Thị Hường",
      applicantAddress: "Tổ 5",
      phone: "0912345678",
      email: "huong@example.vn",
      areaId: area.tranPhu,
      acceptedOn: "2026-11-20",
    });
    const log = await logOf("dossier.recall");
    expect(log.map((e) => e.subject)).toEqual(["dossier-list", "dossier"]);
    expect(JSON.stringify(log)).not.toContain("001234");
  });
  test("shows the phone whole only to who may reveal it, and nobody outside", async () => {
    const { known } = await recallApplicant({ actor: actor("specialist"), now }, ask);
    expect(known).toMatchObject({ phone: null, phoneMasked: "091*****78" });
    await expect(recallApplicant(other, ask)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await recallApplicant(other, { ...ask, receivingUnitId: unit.phuongDo })).toEqual({ known: null });
    await expect(recallApplicant({ actor: actor("leader"), now }, ask)).rejects.toMatchObject({ kind: "forbidden" });
  });
  test("of a sensitive procedure a desk that only took it in recalls nothing", async () => {
    const mine = { ...ask, idNumber: "002190004321" };
    await acceptDossier(officer, { ...form, unitId: unit.phuongDo, receivingUnitId: unit.tranPhuDesk, idNumber: "002190004321" });
    expect((await recallApplicant(officer, mine)).known).not.toBeNull();
    await asOwner((c) => c.query("update procedure set is_sensitive = true where id = $1", [procedure.house]));
    expect((await recallApplicant(officer, mine)).known).toBeNull();
    expect((await recallApplicant(other, { ...mine, receivingUnitId: unit.phuongDo })).known).not.toBeNull();
    await asOwner((c) => c.query("update procedure set is_sensitive = false where id = $1", [procedure.house]));
  });
});

describe("drafts", () => {
  const content = {
    ...newDraft(unit.tranPhuDesk),
    procedureId: procedure.house,
    applicantName: "Lò Văn Páo",
    idNumber: "002189009999",
  };
  test("are kept sealed for their writer alone", async () => {
    const id = randomUUID();
    const saved = await saveDraft(officer, { id, revision: 0, content });
    expect(saved).toEqual({ id, revision: 1, savedAt: now.toISOString() });
    const [{ dump }] = await asOwner(
      async (c) =>
        (
          await c.query(
            "select convert_from(decode(encode(content, 'hex'), 'escape'), 'SQL_ASCII') as dump from dossier_draft where id = $1",
            [id],
          )
        ).rows,
    );
    expect(dump).not.toMatch(/002189009999|Pao|Páo/);
    expect((await findDraft(officer.actor, id)).content).toEqual(content);
    expect((await listDrafts(officer.actor)).drafts).toMatchObject([
      { id, applicantName: "Lò Văn Páo", procedureName: "Cấp giấy phép xây dựng nhà ở riêng lẻ" },
    ]);
    for (const stranger of [other.actor, actor("head"), actor("leader")]) {
      await expect(findDraft(stranger, id)).rejects.toMatchObject({ kind: "not-found" });
      expect((await listDrafts(stranger)).drafts).toEqual([]);
    }
    await expect(saveDraft({ actor: actor("head"), now }, { id, revision: 1, content })).rejects.toMatchObject({
      code: "draft-gone",
    });
    expect(JSON.stringify(await logOf("draft.save"))).not.toMatch(/Páo|9999/);
  });
  test("of two windows the second is told, and what was taken away does not come back", async () => {
    const id = randomUUID();
    await saveDraft(officer, { id, revision: 0, content });
    await saveDraft(officer, { id, revision: 1, content: { ...content, phone: "0911" } });
    await expect(saveDraft(officer, { id, revision: 1, content })).rejects.toMatchObject({
      kind: "conflict",
      code: "draft-changed",
    });
    await expect(saveDraft(officer, { id, revision: 0, content })).rejects.toMatchObject({ code: "draft-changed" });
    const raced = await Promise.allSettled(Array.from({ length: 6 }, () => saveDraft(officer, { id, revision: 2, content })));
    expect(raced.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    await throwDraftAway(officer, { id });
    await expect(saveDraft(officer, { id, revision: 3, content })).rejects.toMatchObject({
      kind: "not-found",
      code: "draft-gone",
    });
    await expect(throwDraftAway(officer, { id })).rejects.toMatchObject({ kind: "not-found" });
    await expect(restoreDraft(other, { id })).rejects.toMatchObject({ kind: "not-found" });
    await restoreDraft(officer, { id });
    expect((await findDraft(officer.actor, id)).revision).toBe(3);
  });
  test("are fifty at most, and forgotten: a day after they were thrown away, a month after the last touch", async () => {
    const left = 50 - (await db.dossierDraft.count({ where: { userId: 3, thrownAt: null } }));
    for (let i = 0; i < left; i += 1) await saveDraft(officer, { id: randomUUID(), revision: 0, content });
    await expect(saveDraft(officer, { id: randomUUID(), revision: 0, content })).rejects.toMatchObject({ code: "drafts-full" });
    const one = (await listDrafts(officer.actor)).drafts[0];
    await throwDraftAway(officer, { id: one?.id ?? "" });
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000 + 1);
    expect(await sweepDrafts(later(0))).toBe(0);
    expect(await sweepDrafts(later(1))).toBe(1);
    expect(await sweepDrafts(later(29))).toBe(0);
    expect(await sweepDrafts(later(30))).toBe(49);
  });
  test("a body that is no form is refused at its field", async () => {
    const route = routes.find((r) => r.handler.declaration.id === "drafts.save");
    if (!route) throw new Error("drafts.save");
    const body = JSON.stringify({ revision: 0, content: { ...content, applicantName: "x".repeat(500), isDemo: true } });
    const answer = await call(route, { cookie: await as("officer"), params: { id: randomUUID() }, headers: key(), body });
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { faults: [{ path: "body.content.applicantName" }, { path: "body.content" }] },
    ]);
  });
});
