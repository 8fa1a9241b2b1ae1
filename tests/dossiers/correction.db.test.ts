import { beforeAll, expect, test } from "vitest";
import * as correction from "@/app/api/v1/dossiers/[id]/correction/route";
import { receiveAttachment, removeFile, restoreFile } from "@/lib/attachments/commands";
import { listAttachments } from "@/lib/attachments/queries";
import { acceptDossier, correctDossier, moveDossier } from "@/lib/dossiers/commands";
import { detailClock, findCorrectable, findDossier, listDossiers, previewAct } from "@/lib/dossiers/queries";
import { mintSession, requestOf } from "../auth/people";
import { actor, area, asOwner, foundCity, procedure, unit, user } from "../city";
import { page, pdf } from "../files/pdfs";
import { differingCells } from "../imports/importing";

const now = new Date("2026-10-05T02:00:00Z");
const clockAt = new Date("2026-10-06T02:00:00Z");
const officer = { actor: actor("officer"), now };
const form = {
  ...{ procedureId: procedure.house, unitId: unit.tranPhu, receivingUnitId: unit.tranPhuDesk, channel: "COUNTER" as const },
  ...{ applicantName: "Nguyễn Thị Lan", phone: "0912345678", idNumber: "002198001234", applicantAddress: "Tổ 3" },
  papers: [
    { name: "Đơn đề nghị", form: "ORIGINAL" as const },
    { name: "Bản vẽ", form: "PHOTOCOPY" as const, count: 2 },
  ],
};
const accept = async (more: object = {}) => (await acceptDossier(officer, { ...form, ...more })).id;
const rows = async (sql: string, values: unknown[]) => (await asOwner((c) => c.query(sql, values))).rows;
const found = async (text: string) => {
  const clock = await detailClock(clockAt);
  const { rows: lines } = await listDossiers(actor("head"), { text, take: 50 } as Parameters<typeof listDossiers>[1], clock);
  return lines.map((line) => line.id);
};
const correct = (id: number, version: number, change: object, who: Parameters<typeof actor>[0] = "officer") =>
  correctDossier({ actor: actor(who), now }, { dossierId: id, version, reason: "Gõ nhầm", ...change } as Parameters<
    typeof correctDossier
  >[1]);
const detail = async (id: number, who: Parameters<typeof actor>[0] = "officer") =>
  findDossier(actor(who), id, await detailClock(clockAt));

beforeAll(foundCity);

test("a wrong name, number and address are put right: who searches finds the new, the history keeps the old", async () => {
  const id = await accept();
  const [before] = await rows(
    "select encode(phone_sealed, 'hex') as phone, encode(id_number_sealed, 'hex') as number from dossier where id = $1",
    [id],
  );
  const change = {
    applicantName: "Nguyễn Thị Lân",
    phone: "0987 654 321",
    applicantAddress: "Tổ 5, phường Trần Phú",
    setCount: 2,
  };
  expect(await correct(id, 1, change)).toEqual({
    ...{ id, version: 2 },
    changed: ["applicantName", "phone", "applicantAddress", "setCount"],
  });
  expect([await found("nguyen thi lan"), await found("0912345678"), await found("0987654321")]).toEqual([[id], [], [id]]);
  const told = await detail(id);
  expect(told).toMatchObject({
    ...{ applicantName: "Nguyễn Thị Lân", phoneMasked: "098*****21", idNumberMasked: "002*******34", setCount: 2, version: 2 },
    ...{ state: "ACCEPTED", mayCorrect: true },
  });
  expect(told.events.at(-1)).toMatchObject({
    ...{ kind: "correct", fromState: "ACCEPTED", toState: "ACCEPTED", note: "Gõ nhầm", actorName: "Lê Thị Mai" },
    changedFields: ["applicantName", "phone", "applicantAddress", "setCount"],
    changes: [
      { is: "field", field: "applicantName", before: "Nguyễn Thị Lan", after: "Nguyễn Thị Lân" },
      { is: "field", field: "phone", before: "091*****78", after: "098*****21" },
      { is: "field", field: "applicantAddress", before: "Tổ 3", after: "Tổ 5, phường Trần Phú" },
      { is: "field", field: "setCount", before: "1", after: "2" },
    ],
  });
  // The due day is what it was, and what was not corrected keeps its very seal.
  expect(told.events.at(-1)?.dueAtAfter).toBe(told.events[0]?.dueAtAfter);
  const [after] = await rows(
    "select encode(phone_sealed, 'hex') as phone, encode(id_number_sealed, 'hex') as number from dossier where id = $1",
    [id],
  );
  expect([after.number === before.number, after.phone === before.phone]).toEqual([true, false]);
  // No word of the person stands in clear in history or log.
  const kept = await rows(
    `select (select string_agg(e::text, ' ') from dossier_event e where dossier_id = $1) || (select string_agg(a::text, ' ') from audit_entry a
      where subject = 'dossier' and subject_id = $1::text) as text`,
    [id],
  );
  for (const word of ["Lân", "Tổ 5", "987654321", "912345678"]) expect(kept[0].text).not.toContain(word);
  expect(kept[0].text).toContain("dossier.correct");
});

test("papers are struck, changed and added; a struck one counts no more and is never gone", async () => {
  const id = await accept();
  const before = await findCorrectable(actor("officer"), id, now);
  expect(before.papers.map(({ name, count }) => [name, count])).toEqual([
    ["Đơn đề nghị", 1],
    ["Bản vẽ", 2],
  ]);
  const [one, two] = before.papers;
  await correct(id, 1, {
    papers: [
      { id: two?.id, form: "ORIGINAL", count: 3 },
      { name: "Giấy ủy quyền", form: "ORIGINAL", count: 1 },
    ],
  });
  const told = await detail(id);
  expect(told.papers.map(({ name, form: kind, count }) => [name, kind, count])).toEqual([
    ["Bản vẽ", "ORIGINAL", 3],
    ["Giấy ủy quyền", "ORIGINAL", 1],
  ]);
  expect(told.events.at(-1)?.changes).toHaveLength(3);
  expect(
    await rows("select name, struck_at is not null as struck from dossier_paper where dossier_id = $1 order by position", [id]),
  ).toEqual([
    { name: "Đơn đề nghị", struck: true },
    { name: "Bản vẽ", struck: false },
    { name: "Giấy ủy quyền", struck: false },
  ]);
  await expect(correct(id, 2, { papers: [{ id: one?.id, form: "ORIGINAL", count: 1 }] })).rejects.toMatchObject({
    code: "paper-unknown",
  });
});

test("a paper that a scan hangs on is not struck before the scan is taken off", async () => {
  const id = await accept();
  const [paper, other] = (await findCorrectable(actor("officer"), id, now)).papers;
  async function* bytes() {
    yield Buffer.from(pdf([page("Đơn")]));
  }
  const file = {
    dossierId: id,
    kind: "PAPER" as const,
    paperId: paper?.id,
    name: "don.pdf",
    declared: "application/pdf",
    key: "k1",
  };
  await receiveAttachment(officer, bytes(), file as Parameters<typeof receiveAttachment>[2]);
  const without = { papers: [{ id: other?.id, form: "PHOTOCOPY", count: 2 }] };
  await expect(correct(id, 1, without)).rejects.toMatchObject({ kind: "refused", code: "paper-has-files" });
  // Taken off, the paper can go; brought back, the file is told of at its paper, which takes no other.
  const { files } = await listAttachments(actor("officer"), id);
  const [scan] = files;
  await removeFile(officer, { dossierId: id, fileId: scan?.id ?? 0, reason: "Gắn nhầm" });
  await correct(id, 1, without);
  await restoreFile(officer, { dossierId: id, fileId: scan?.id ?? 0 });
  const { papers } = await listAttachments(actor("officer"), id);
  expect(papers.map(({ name, isStruck }) => [name, isStruck])).toEqual([
    ["Đơn đề nghị", true],
    ["Bản vẽ", false],
  ]);
});

test("a required paper is not struck unawares; known to be lacking, the request for it comes with it ticked", async () => {
  const [demanded] = await rows(
    "insert into procedure_paper (procedure_id, position, name, valid_from) values ($1, 90, 'Trích lục bản đồ', '2020-01-01') returning id",
    [procedure.house],
  );
  const id = await accept({ papers: [{ procedurePaperId: demanded.id, form: "ORIGINAL" as const }, ...form.papers] });
  const { required, papers } = await findCorrectable(actor("officer"), id, now);
  expect(required).toEqual([{ procedurePaperId: demanded.id, name: "Trích lục bản đồ" }]);
  const rest = papers.slice(1).map(({ id: paper, form: kind, count }) => ({ id: paper, form: kind, count }));
  await expect(correct(id, 1, { papers: rest })).rejects.toMatchObject({
    ...{ kind: "refused", code: "paper-required-struck", more: { faults: [{ path: "papers" }] } },
  });
  const asked = async () =>
    (await previewAct(actor("officer"), id, { move: "requestSupplement" }, await detailClock(now))).preview.papers;
  expect(await asked()).toMatchObject([{ procedurePaperId: demanded.id, isLacking: false }]);
  await correct(id, 1, { papers: rest, isIncomplete: true });
  expect((await detail(id)).events.at(-1)?.note).toBe("Gõ nhầm\nHồ sơ còn thiếu: Trích lục bản đồ");
  expect(await asked()).toMatchObject([{ procedurePaperId: demanded.id, isLacking: true }]);
  await rows("delete from procedure_paper where id = $1", [demanded.id]);
});

test("the ward is put right by its id and told by its name", async () => {
  const id = await accept({ areaId: area.tranPhu });
  const before = await findCorrectable(actor("officer"), id, now);
  expect([before.areaId, before.areas.map((one) => one.id)]).toEqual([area.tranPhu, [area.tranPhu, area.phuongDo]]);
  await correct(id, 1, { areaId: area.phuongDo });
  expect((await detail(id)).events.at(-1)?.changes).toMatchObject([
    { field: "areaId", before: "Phường Trần Phú", after: "Xã Phương Độ" },
  ]);
  expect((await findCorrectable(actor("officer"), id, now)).areaId).toBe(area.phuongDo);
  await expect(correct(id, 2, { areaId: 999 })).rejects.toMatchObject({ code: "area-unknown" });
});

test("two who correct one version: one wins, the other is told; a move in between counts too", async () => {
  const id = await accept();
  const both = await Promise.allSettled([correct(id, 1, { setCount: 2 }), correct(id, 1, { setCount: 3 }, "head")]);
  expect(both.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
  for (const r of both) if (r.status === "rejected") expect(r.reason).toMatchObject({ code: "dossier-changed" });
  await moveDossier(officer, { dossierId: id, version: 2, move: "start" });
  await expect(correct(id, 2, { setCount: 9 })).rejects.toMatchObject({ kind: "conflict", code: "dossier-changed" });
  expect(await rows("select count(*)::int as n from dossier_event where dossier_id = $1 and kind = 'correct'", [id])).toEqual([
    { n: 1 },
  ]);
});

test("after the end only the head may; another unit finds nothing; the cells stay what a recount says", async () => {
  const id = await accept();
  await moveDossier(officer, { dossierId: id, version: 1, move: "start" });
  await moveDossier({ actor: actor("head"), now }, { dossierId: id, version: 2, move: "finish" });
  await expect(correct(id, 3, { setCount: 2 })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(findCorrectable(actor("officer"), id, now)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(correct(id, 3, { setCount: 2 }, "phuongDoOfficer")).rejects.toMatchObject({ kind: "not-found" });
  expect([(await detail(id)).mayCorrect, (await detail(id, "head")).mayCorrect]).toEqual([false, true]);
  await correct(id, 3, { applicantKind: "ORGANISATION", idNumber: "5100123456", applicantName: "Hợp tác xã Tiến Đạt" }, "head");
  expect(await detail(id, "head")).toMatchObject({ state: "FINISHED", applicantKind: "ORGANISATION", outcome: "EARLY" });
  expect(await differingCells()).toEqual([]);
});

test("what was finished by mistake is open again the same day, and the figures are as if it had never been", async () => {
  const id = await accept();
  await moveDossier(officer, { dossierId: id, version: 1, move: "start" });
  const head = { actor: actor("head"), now };
  await moveDossier(head, { dossierId: id, version: 2, move: "refuse", reason: "Nhầm hồ sơ" });
  const clock = await detailClock(now);
  expect((await findDossier(head.actor, id, clock)).openMoves).toEqual(["return", "reopen"]);
  const next = await detailClock(clockAt);
  expect((await findDossier(head.actor, id, next)).openMoves).toEqual(["return"]);
  await expect(
    moveDossier({ ...head, now: clockAt }, { dossierId: id, version: 3, move: "reopen", reason: "Bấm nhầm" }),
  ).rejects.toMatchObject({ code: "reopen-too-late" });
  await expect(moveDossier(officer, { dossierId: id, version: 3, move: "reopen", reason: "Bấm nhầm" })).rejects.toMatchObject({
    kind: "forbidden",
  });
  expect(await moveDossier(head, { dossierId: id, version: 3, move: "reopen", reason: "Bấm nhầm" })).toMatchObject({
    ...{ state: "IN_PROGRESS", version: 4, dueOn: "2026-10-19" },
  });
  expect(await findDossier(head.actor, id, clock)).toMatchObject({
    outcome: null,
    resultKind: null,
    endedAt: null,
    workingDaysUsed: null,
  });
  expect(await differingCells()).toEqual([]);
});

test("an application is not corrected before it is accepted, and a correction says what it changes and why", async () => {
  const id = await accept();
  await expect(correct(id, 1, {})).rejects.toMatchObject({ kind: "refused", code: "correction-empty" });
  await expect(correct(id, 1, { setCount: 2, reason: "" })).rejects.toMatchObject({ kind: "invalid" });
  await expect(correct(id, 1, { procedureId: procedure.land })).rejects.toMatchObject({ kind: "invalid" });
});

test("through the door: a repeat under one key corrects once, and what is wrong is told at its field", async () => {
  const id = await accept();
  const session = await mintSession(user.officer);
  const at = { params: Promise.resolve({ id: String(id) }) };
  const path = `/api/v1/dossiers/${id}/correction`;
  const send = (body: object, key: string) => correction.POST(requestOf(session, path, { method: "POST", body, key }), at);
  const body = { version: 1, reason: "Ghi nhầm", email: "lan@example.vn" };
  const [first, again] = [await send(body, "a"), await send(body, "a")];
  expect([first.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([200, 200, "true"]);
  const wrong = await send({ version: 2, reason: "Ghi nhầm", idNumber: "12345678" }, "b");
  expect(await wrong.json()).toMatchObject({ code: "id-number-unreadable", faults: [{ path: "idNumber" }] });
  const shown = await (await correction.GET(requestOf(session, path), at)).json();
  expect(shown).toMatchObject({ version: 2, email: "lan@example.vn", phoneMasked: "091*****78" });
  expect(JSON.stringify(shown)).not.toContain("12345678");
});
