import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { actOnTask, routeDocument } from "@/lib/documents/commands";
import { findDocument, listDocumentFiles } from "@/lib/documents/queries";
import {
  answerPacket,
  chooseRecipients,
  dispatchAgain,
  dropPacket,
  importAgencies,
  refusePacket,
  registerPacket,
  replayPacket,
  sendDocument,
  tellProgress,
} from "@/lib/packets/commands";
import { pushPackets } from "@/lib/packets/jobs";
import { findPacket, listDispatches, listPackets } from "@/lib/packets/queries";
import { readPacket } from "@/lib/packets/wire/read";
import { writePacket } from "@/lib/packets/wire/write";
import { actor, foundCity, unit, user } from "../city";
import { issue, put, typeId } from "../documents/documents";
import { installer, macros, oldLetter, oldTable } from "../files/old-office";
import { page, pdf } from "../files/pdfs";
import { zipOf } from "../imports/samples/zip";
import { agency, at, bring, clerk, letterTo, rows } from "./exchange";
import { gathered, inPieces, receipt } from "./samples";

const root = mkdtempSync(join(tmpdir(), "vong-lau-packets-"));
process.env.PACKETS_DIR = root;
beforeAll(foundCity);
const out = join(root, "out");
const scan = (words: string) => Buffer.from(pdf([page(words)]));
const paper = (words: string) => scan(words).toString("base64");
let serial = 0;
/** A letter nobody sent before. */
function letter(how: Parameters<typeof letterTo>[0] = {}) {
  serial += 1;
  return letterTo({ attachment: paper(`Thư ${serial}`), documentId: `000.00.07.H22,2026/11/20,${serial}/STTTT`, ...how });
}
/** The documents the figures count as come or gone by the exchange. */
const exchanged = () =>
  rows<{ id: number }>("select id from document where exchanged order by id").then((all) => all.map(({ id }) => id));
const statuses = () =>
  rows<{ business: string }>("select business from dispatch where kind = 'status' order by id desc").then((all) =>
    all.map((one) => one.business),
  );

test("a letter comes, is registered with its files, answered, and the answer goes out and reads back equal", async () => {
  const brought = await bring(letter());
  expect(brought).toMatchObject({ outcome: "waiting", fault: null });
  expect(await statuses()).toEqual(["S01"]);
  const found = await findPacket(actor("clerk"), brought.id);
  expect(found).toMatchObject({
    state: "WAITING",
    fromName: "Sở Thông tin thử nghiệm",
    symbol: "214/STTTT-CĐS",
    typeId: await typeId("cong-van"),
    files: [{ name: "công văn 214.pdf", type: "application/pdf", isOther: false }],
    may: { register: true, refuse: true, answer: false },
  });
  const settled = await registerPacket(clerk(), { id: brought.id, revision: found.revision, typeId: await typeId("cong-van") });
  const document = await findDocument(actor("clerk"), settled.documentId ?? 0);
  expect(document).toMatchObject({
    direction: "INCOMING",
    number: 1,
    symbol: "214/STTTT-CĐS",
    issuer: "Sở Thông tin thử nghiệm",
    authority: "KT.",
    signerName: "Lò Thị Mẫu",
    urgency: "URGENT",
    dueOn: "2026-12-04",
  });
  expect((await listDocumentFiles(actor("clerk"), document.id)).files).toMatchObject([{ name: "công văn 214.pdf", pages: 1 }]);
  expect(await statuses()).toEqual(["S03", "S01"]);
  expect(await exchanged()).toEqual([document.id]);

  await agency("Sở Thông tin thử nghiệm", "000.00.07.H22");
  const [{ id: office }] = (await rows<{ id: number }>("select id from agency")) as [{ id: number }];
  const reply = await issue({
    typeId: await typeId("cong-van"),
    drafterMark: "VP",
    responseForId: document.id,
    subject: "V/v trả lời",
  });
  await expect(sendDocument(clerk(), { documentId: reply.id, what: { business: "NEW" } })).rejects.toThrow("no-files");
  const bytes = scan("Trả lời");
  await put(reply.id, bytes, "tra-loi.pdf");
  await expect(sendDocument(clerk(), { documentId: reply.id, what: { business: "NEW" } })).rejects.toThrow("recipients-missing");
  await chooseRecipients(clerk(), { documentId: reply.id, agencyIds: [office] });
  expect(await sendDocument(clerk(), { documentId: reply.id, what: { business: "NEW" } })).toEqual({ count: 1 });
  await expect(sendDocument(clerk(), { documentId: reply.id, what: { business: "NEW" } })).rejects.toThrow("sent-already");
  expect(await exchanged()).toEqual([document.id]);
  await pushPackets(null);
  expect(await exchanged()).toEqual([document.id, reply.id]);
  const files = readdirSync(out).sort();
  expect(files).toHaveLength(3);
  const contents: Buffer[] = [];
  const told = await readPacket(inPieces(readFileSync(join(out, files[2] ?? ""))), async (n, part) => {
    contents[n] = Buffer.concat([contents[n] ?? Buffer.alloc(0), part]);
  });
  expect(told.header).toMatchObject({
    from: { code: "H22.15.7", name: "Ủy ban nhân dân phường Trần Phú" },
    to: [{ code: "000.00.07.H22", name: "Sở Thông tin thử nghiệm" }],
    symbol: reply.symbol,
    responseFor: [{ code: "000.00.07.H22", symbol: "214/STTTT-CĐS", issuedOn: "2026-11-20" }],
  });
  expect(contents[0]).toEqual(bytes);

  // Receipts move the clock, in whatever order and however often they come.
  const key = told.header.kind === "document" ? told.header.documentKey : "";
  const say = async (status: "01" | "02" | "03" | "06", hour: number) => {
    const about = { ...receipt.about, documentKey: key };
    const header = { ...receipt, about, code: status, at: `2026-11-27T0${hour}:00:00.000Z` };
    return bring(await gathered(writePacket(header)), at("2026-11-27T17:00:00+07:00"));
  };
  expect(await say("03", 3)).toMatchObject({ outcome: "told" });
  expect(await say("01", 2)).toMatchObject({ outcome: "told" });
  expect(await say("03", 3)).toMatchObject({ outcome: "known" });
  const { dispatches } = await listDispatches(actor("clerk"), reply.id, at("2026-11-27T18:00:00+07:00"));
  expect(dispatches).toMatchObject([{ stage: "accepted", isLate: false, words: "Đã vào sổ văn bản đến" }]);
  // And how far the work on theirs has come is told once a step: passed on, taken up, ended.
  const after = async () => {
    await pushPackets(null);
    return (await statuses())[0];
  };
  const specialist = { unitId: unit.tranPhu, userId: user.specialist };
  await routeDocument(
    { actor: actor("leader"), now: at() },
    { id: document.id, version: 0, addressees: [{ ...specialist, role: "LEAD" }] },
  );
  expect(await after()).toBe("S04");
  const [task] = await rows<{ id: number }>("select id from document_task where document_id = $1", [document.id]);
  const act = (what: Parameters<typeof actOnTask>[1]["act"]) =>
    actOnTask({ actor: actor("specialist"), now: at() }, { id: document.id, taskId: task?.id ?? 0, act: what });
  await act({ act: "accept", version: 1 });
  expect([await after(), await after()]).toEqual(["S05", "S05"]);
  await act({ act: "finish", version: 2, text: "Đã trả lời" });
  expect(await after()).toBe("S06");
  for (const step of ["04", "05", "06"] as const) await tellProgress(clerk(), { documentId: document.id, code: step });
  expect((await statuses()).slice(0, 4)).toEqual(["S06", "S05", "S04", "S03"]);
});

test("the same packet twice is one, by whoever brings it and at whatever time (E4)", async () => {
  const text = letter();
  const both = await Promise.all([bring(text), bring(text), bring(text)]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(["known", "known", "waiting"]);
  expect(new Set(both.map(({ id }) => id)).size).toBe(1);
  // In the other order of identifiers it is the same sender.
  expect(await bring(text.replace("<edXML:OrganId>000.00.07.H22", "<edXML:OrganId>H22.07"))).toMatchObject({ outcome: "known" });
});

test("an attachment is what its bytes are, whatever its sender calls it", async () => {
  const inside = zipOf([{ name: "văn bản.pdf", data: scan("Trong gói") }]);
  const brought = await bring(letter({ attachment: Buffer.from(inside).toString("base64"), name: "giay moi.SIGNED.PDF" }));
  expect(brought, JSON.stringify(brought)).toMatchObject({ outcome: "waiting" });
  const { files, revision } = await findPacket(actor("clerk"), brought.id);
  expect(files).toMatchObject([
    { name: "giay moi.SIGNED.PDF.zip", declared: "application/pdf", type: "application/zip", isOther: true, inside: null },
    { name: "văn bản.pdf", type: "application/pdf", inside: "giay moi.SIGNED.PDF.zip" },
  ]);
  const { documentId } = await registerPacket(clerk(), {
    id: brought.id,
    revision,
    typeId: await typeId("giay-moi"),
    isRepeated: true,
  });
  expect((await listDocumentFiles(actor("clerk"), documentId ?? 0)).files.map(({ type }) => type)).toEqual([
    "application/zip",
    "application/pdf",
  ]);
});

test.each([
  ["a program", Buffer.from("MZ\x90\0 chạy"), "attachment-program"],
  ["what nobody knows", Buffer.from("không phải tệp"), "attachment-kind"],
  ["a broken PDF", Buffer.from("%PDF-1.4 hỏng"), "attachment-unreadable"],
  ["an archive that leads out of itself", Buffer.from(zipOf([{ name: "../../x.pdf", data: "x" }])), "attachment-unreadable"],
  ["a RAR archive", Buffer.from("Rar!\x1a\x07\x01\0 nén", "latin1"), "attachment-archive"],
  ["an installer in the old format", installer, "attachment-program"],
  ["a RAR in a ZIP", Buffer.from(zipOf([{ name: "nen.rar", data: "Rar!" }])), "attachment-archive"],
  ["a program in an archive", Buffer.from(zipOf([{ name: "chay.exe", data: "MZ" }])), "attachment-kind"],
])("an attachment that is %s keeps its packet waiting for a person", async (_, bytes, fault) => {
  const before = await rows("select 1 from packet_file");
  expect(await bring(letter({ attachment: bytes.toString("base64") }))).toMatchObject({ outcome: "kept", fault });
  expect(await rows("select 1 from packet_file")).toHaveLength(before.length);
});

test("letters and tables of old office programs are taken as they came, macros told; a stamp in one leaves nothing", async () => {
  const zip = Buffer.from(
    zipOf([
      { name: "bang ke.xls", data: oldTable() },
      { name: "phu luc.doc", data: oldLetter("x", [macros]) },
    ]),
  );
  const documentId = (n: number) => `000.00.07.H22,2026/11/20,${n}/STTTT-CNTT`;
  const packed = await bring(letter({ attachment: zip.toString("base64"), documentId: documentId(801) }));
  const { files, revision } = await findPacket(actor("clerk"), packed.id);
  expect(files.map(({ name, type, pages, active }) => [name, type, pages, active])).toEqual([
    ["công văn 214.pdf.zip", "application/zip", null, []],
    ["bang ke.xls", "application/vnd.ms-excel", null, ["old-format"]],
    ["phu luc.doc", "application/msword", null, ["macros", "old-format"]],
  ]);
  const { documentId: registered } = await registerPacket(clerk(), {
    ...{ id: packed.id, revision, typeId: await typeId("cong-van"), isRepeated: true },
  });
  const listed = (await listDocumentFiles(actor("clerk"), registered ?? 0)).files;
  expect(listed.map(({ type, active }) => [type, active])[2]).toEqual(["application/msword", ["macros", "old-format"]]);

  const alone = await bring(letter({ attachment: oldLetter().toString("base64"), documentId: documentId(802) }));
  expect((await findPacket(actor("clerk"), alone.id)).files).toMatchObject([
    { name: "công văn 214.pdf.doc", type: "application/msword", isOther: true },
  ]);
  const before = await rows("select 1 from packet_file");
  const stamped = oldLetter("MẬT\rKính gửi\r").toString("base64");
  expect(await bring(letter({ attachment: stamped, documentId: documentId(803) }))).toMatchObject({ fault: "secret-document" });
  expect(await rows("select 1 from packet_file")).toHaveLength(before.length);
});

test("what cannot be read stays in the list with its reason, is read again once its receiver is known, or given up", async () => {
  const brought = await bring(letter({ to: "H22.99" }));
  expect(brought).toMatchObject({ outcome: "kept", fault: "not-for-us" });
  const { packets, counts } = await listPackets(actor("clerk"), { box: "UNREADABLE" }, at());
  expect(packets[0]).toMatchObject({ id: brought.id, fault: "not-for-us", subject: null });
  expect(counts.unreadable).toBeGreaterThan(0);
  await replayPacket(clerk(), { id: brought.id, revision: 1 });
  expect(await findPacket(actor("clerk"), brought.id)).toMatchObject({ state: "UNREADABLE", revision: 2 });
  await rows("insert into unit_identifier (code, unit_id, scheme, valid_from) values ('H22.99', 3, 'QD20', '2020-01-01')");
  const both = await Promise.allSettled([1, 2].map(() => replayPacket(clerk(), { id: brought.id, revision: 2 })));
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await findPacket(actor("clerk"), brought.id)).toMatchObject({ state: "WAITING" });
  await expect(replayPacket(clerk(), { id: brought.id, revision: 2 })).rejects.toThrow("packet-changed");
  const broken = await bring("<edXML>");
  expect(await dropPacket(clerk(), { id: broken.id, revision: 1, reason: "Đã báo bên gửi" })).toMatchObject({ state: "DROPPED" });
  await expect(findPacket(actor("specialist"), broken.id)).rejects.toThrow("not-found");
});

test("the same request again is told what it was told, and writes nothing; under its key nothing else comes", async () => {
  const [text, key] = [letter(), randomUUID()];
  const first = await bring(text, at(), undefined, key);
  const told = await rows("select 1 from audit_entry");
  expect(await bring(text, at(), undefined, key)).toEqual(first);
  expect(await rows("select 1 from audit_entry")).toHaveLength(told.length);
  await expect(bring(letter(), at(), undefined, key)).rejects.toMatchObject({ code: "idempotency-key-reused" });
});

test("a clerk refuses with the reason, which the sender is told", async () => {
  const { id } = await bring(letter());
  await refusePacket(clerk(), { id, revision: 1, reason: "Gửi nhầm đơn vị" });
  const [told] = await rows<{ header: { code: string; words: string } }>("select header from dispatch order by id desc limit 1");
  expect(told?.header).toMatchObject({ code: "02", words: "Gửi nhầm đơn vị" });
  await expect(refusePacket(clerk(), { id, revision: 2, reason: "lần nữa" })).rejects.toThrow("packet-settled");
});

const wish = (text: string, type: number, key: string) =>
  text.replace(
    "</edXML:TraceHeaderList>",
    `<edXML:Bussiness><edXML:DocumentId>${key}</edXML:DocumentId><edXML:BussinessDocType>${type}</edXML:BussinessDocType><edXML:BussinessDocReason>Sai nơi nhận</edXML:BussinessDocReason></edXML:Bussiness></edXML:TraceHeaderList>`,
  );
test("a sender takes back, changes or replaces what it sent, with the receiver's consent and never without a trace (13, 15, 16)", async () => {
  const keyNow = () => `000.00.07.H22,2026/11/20,${serial}/STTTT`;
  const first = await bring(letter());
  const registered = await registerPacket(clerk(), {
    id: first.id,
    revision: 1,
    typeId: await typeId("cong-van"),
    isRepeated: true,
  });
  const recall = await bring(wish(letter({ documentId: keyNow() }), 1, keyNow()));
  expect(await findPacket(actor("clerk"), recall.id)).toMatchObject({
    business: "RECALL",
    target: { id: first.id, documentId: registered.documentId },
    may: { register: false, refuse: false, answer: true },
  });
  await expect(registerPacket(clerk(), { id: recall.id, revision: 1, typeId: 1 })).rejects.toThrow("packet-not-plain");
  expect(await answerPacket(clerk(), { id: recall.id, revision: 1, consents: true, reason: "Đồng ý" })).toMatchObject({
    state: "CONSENTED",
  });
  expect((await statuses())[0]).toBe("S15");
  expect(await findPacket(actor("clerk"), first.id)).toMatchObject({ state: "WITHDRAWN", documentId: registered.documentId });
  expect(await findDocument(actor("clerk"), registered.documentId ?? 0)).toMatchObject({ state: "REGISTERED" });

  const second = await bring(letter());
  const replaced = keyNow();
  const newer = await bring(wish(letter(), 3, replaced));
  await answerPacket(clerk(), { id: newer.id, revision: 1, consents: true, reason: "Đồng ý" });
  expect(await findPacket(actor("clerk"), second.id)).toMatchObject({ state: "SUPERSEDED" });
  expect(await findPacket(actor("clerk"), newer.id)).toMatchObject({
    state: "WAITING",
    target: { id: second.id },
    may: { register: true },
  });

  const third = await bring(letter());
  const change = await bring(wish(letter({ documentId: keyNow() }), 2, keyNow()));
  await answerPacket(clerk(), { id: change.id, revision: 1, consents: false, reason: "Đã xử lý xong" });
  expect((await statuses())[0]).toBe("S16");
  expect(await findPacket(actor("clerk"), third.id)).toMatchObject({ state: "WAITING" });
});

test("ours too: what was sent is taken back and replaced, and the answer stands at it", async () => {
  const id = await agency("Sở Xây dựng thử nghiệm", "H22.09");
  const sent = await issue();
  await put(sent.id, scan("Bản đầu"));
  await expect(sendDocument(clerk(), { documentId: sent.id, what: { business: "RECALL", reason: "Sai" } })).rejects.toThrow(
    "never-sent",
  );
  await chooseRecipients(clerk(), { documentId: sent.id, agencyIds: [id] });
  await sendDocument(clerk(), { documentId: sent.id, what: { business: "NEW" } });
  await sendDocument(clerk(), { documentId: sent.id, what: { business: "RECALL", reason: "Sai thẩm quyền" } });
  const [recall] = await rows<{ header: { documentKey: string; business: object } }>(
    "select header from dispatch order by id desc limit 1",
  );
  expect(recall?.header.business).toMatchObject({
    type: "RECALL",
    documentKey: recall?.header.documentKey,
    reason: "Sai thẩm quyền",
  });
  const about = { ...receipt.about, documentKey: recall?.header.documentKey ?? "" };
  await bring(
    await gathered(
      writePacket({ ...receipt, from: { ...receipt.from, code: "000.00.09.H22" }, about, code: "15", words: "Đồng ý" }),
    ),
  );
  const { dispatches } = await listDispatches(actor("clerk"), sent.id, at());
  expect(dispatches).toMatchObject([
    { business: "NEW", answer: null },
    { business: "RECALL", answer: "15", words: "Đồng ý" },
  ]);
});

test("a document is late where nobody took it in for more than a working day", async () => {
  const id = await agency("Sở Y tế thử nghiệm", "H22.11");
  const sent = await issue();
  await put(sent.id, scan("Chờ"));
  await chooseRecipients(clerk(), { documentId: sent.id, agencyIds: [id] });
  await sendDocument(clerk(), { documentId: sent.id, what: { business: "NEW" } });
  await rows("update dispatch set state = 'SENT', sent_at = '2026-11-26T08:00:00+07:00' where document_id = $1", [sent.id]);
  const lateAt = async (day: string) =>
    (await listDispatches(actor("clerk"), sent.id, at(`${day}T09:00:00+07:00`))).dispatches[0]?.isLate;
  // Thursday; the next working day is Friday, then comes a weekend.
  expect([await lateAt("2026-11-27"), await lateAt("2026-11-29"), await lateAt("2026-11-30")]).toEqual([false, false, true]);
});

test("a folder is emptied by one hand: taken, moved to done or failed, a secret one removed, a link left alone", async () => {
  mkdirSync(join(root, "in"), { recursive: true });
  const drop = (name: string, text: string) => writeFileSync(join(root, "in", name), text);
  drop("1.edxml", letter());
  drop("2.edxml", "<không phải");
  drop("3.edxml", letter({ subject: "Phương án (Mật) Hải âu" }));
  drop("4.edxml.part", letter());
  drop(".5.edxml", letter());
  await Promise.all([pushPackets(null), pushPackets(null)].map((one) => one.catch(() => undefined)));
  await pushPackets(null);
  const left = (name: string) => readdirSync(join(root, name)).sort();
  expect([left("in"), left("taking"), left("done"), left("failed")]).toEqual([
    [".5.edxml", "4.edxml.part"],
    [],
    ["1.edxml"],
    ["2.edxml"],
  ]);
  expect(await rows("select way, state::text from packet order by id desc limit 3")).toEqual(
    expect.arrayContaining([
      { way: "drop", state: "SECRET" },
      { way: "drop", state: "UNREADABLE" },
      { way: "drop", state: "WAITING" },
    ]),
  );
});

test("what cannot be sent is tried again, then waits for a person", async () => {
  const id = await agency("Sở Tài chính thử nghiệm", "H22.12");
  const sent = await issue();
  const file = await put(sent.id, scan("Mất"));
  await chooseRecipients(clerk(), { documentId: sent.id, agencyIds: [id] });
  await sendDocument(clerk(), { documentId: sent.id, what: { business: "NEW" } });
  await rows("update dispatch set file_ids = array[$1::int, 999999] where document_id = $2", [file.id, sent.id]);
  await pushPackets(null);
  const [failed] = (await listDispatches(actor("clerk"), sent.id, at())).dispatches;
  expect(failed).toMatchObject({ stage: "failed", fault: "file-lost" });
  await rows("update dispatch set file_ids = array[$1::int] where document_id = $2", [file.id, sent.id]);
  await dispatchAgain(clerk(), { id: failed?.id ?? 0 });
  await expect(dispatchAgain(clerk(), { id: failed?.id ?? 0 })).rejects.toThrow("nothing-to-send");
  await pushPackets(null);
  expect((await listDispatches(actor("clerk"), sent.id, at())).dispatches[0]).toMatchObject({ stage: "sent" });
});

test("a directory is read from a spreadsheet, every line accounted for, and knows both orders", async () => {
  const sheet = (cells: string[][]) => ({ rows: cells.map((row, n) => ({ line: n + 1, cells: row })) });
  const admin = { actor: actor("admin"), now: at() };
  const told = await importAgencies(
    admin,
    sheet([
      ["Danh bạ liên thông"],
      ["Mã định danh", "Tên cơ quan", "Từ ngày"],
      ["H01.02", "Sở Mẫu Một", "01/07/2025"],
      ["000.00.03.H01", "Sở Mẫu Hai", ""],
      ["H01.02", "Cơ quan khác", "01/07/2025"],
      ["*", "Sở Hỏng", ""],
    ]),
  );
  expect(told).toEqual({
    added: 2,
    changed: 0,
    unchanged: 0,
    faults: [
      { line: 5, code: "agency-code-taken" },
      { line: 6, code: "agency-code-unreadable" },
    ],
  });
  await expect(importAgencies(admin, sheet([["một", "hai"]]))).rejects.toThrow("agency-sheet-unreadable");
  await expect(importAgencies(clerk(), sheet([]))).rejects.toThrow("permission");
  // From a day on an identifier may be another agency's.
  await importAgencies(
    admin,
    sheet([
      ["Tên cơ quan", "Mã định danh", "Từ ngày"],
      ["Sở Kế thừa", "H01.02", "01/12/2026"],
    ]),
  );
  expect(
    await rows(
      "select a.name, i.valid_until::text as until from agency_identifier i join agency a on a.id = i.agency_id where code = 'H01.02' order by i.id",
    ),
  ).toEqual([
    { name: "Sở Mẫu Một", until: "2026-11-30" },
    { name: "Sở Kế thừa", until: null },
  ]);
});

test("a clerk of another unit sees none of it", async () => {
  const { id } = await bring(letter());
  const other = { ...actor("clerk"), grants: [{ permission: "documents.exchange" as const, units: [unit.phuongDo] }] };
  await expect(findPacket(other, id)).rejects.toThrow("not-found");
  expect((await listPackets(other, { box: "IN" }, at())).packets).toEqual([]);
  await expect(refusePacket({ actor: other, now: at() }, { id, revision: 1, reason: "x" })).rejects.toThrow("not-found");
  expect(await bring(letter({ to: "H22.15.9" }))).toMatchObject({ outcome: "kept", fault: "out-of-reach" });
});
