import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import {
  actOnTask,
  closeRegister,
  draftDocument,
  removeDocumentFile,
  restoreDocumentFile,
  routeDocument,
  voidDocument,
} from "@/lib/documents/commands";
import {
  documentRegisterPdf,
  documentRegisterXlsx,
  findDocument,
  listBooks,
  listDocumentFiles,
  listDocuments,
  openDocumentFile,
  readDocumentWork,
} from "@/lib/documents/queries";
import { sweepFiles } from "@/lib/files/commands";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { paper } from "../forms/poppler";
import { at, by, drawn, issue, outgoing, put, register } from "./documents";

beforeAll(foundCity);
const refused = (code: string) => expect.objectContaining({ code });
const found = async (text: string) =>
  (await listDocuments(actor("leader"), { take: 50, text }, { today: "2026-11-26" })).rows.map((row) => row.id);

test("a PDF's words are found without diacritics, its bytes come back as they went in, and a revision stays", async () => {
  const { id } = await register();
  const bytes = await drawn("BÁO CÁO RÀ SOÁT", ["Hồ Noong và đồi Cấm Sơn", "Cột mốc số không"]);
  const { id: fileId, pages } = await put(id, bytes);
  expect(pages).toBe(1);
  for (const text of ["ho noong", "đồi cấm sơn", "cot moc"]) expect(await found(text)).toContain(id);
  expect(await found("hồ noong khác")).toEqual([]);
  const file = await openDocumentFile(actor("leader"), id, fileId);
  const back = await buffer(file.body);
  expect(back.equals(bytes)).toBe(true);
  const list = await listDocumentFiles(actor("leader"), id);
  expect(list).toMatchObject({
    mayAttach: false,
    files: [{ sha: createHash("sha256").update(bytes).digest("hex"), mayRemove: false }],
  });

  await expect(put(id, bytes)).rejects.toEqual(refused("file-attached-already"));
  await put(id, await drawn("BẢN KÝ SỐ", ["Chữ ký số của cơ quan"]), "ban-ky.pdf");
  await expect(removeDocumentFile(by("clerk"), { documentId: id, fileId, reason: "nhầm" })).rejects.toEqual(
    refused("permission"),
  );
  await removeDocumentFile(by("head"), { documentId: id, fileId, reason: "quét nhầm" });
  expect(await found("ho noong")).toEqual([]);
  await expect(restoreDocumentFile(by("clerk"), { documentId: id, fileId })).rejects.toEqual(refused("permission"));
  await restoreDocumentFile(by("head"), { documentId: id, fileId });
  expect(await found("ho noong")).toContain(id);
  await expect(restoreDocumentFile(by("head"), { documentId: id, fileId })).rejects.toEqual(refused("file-not-removed"));
  await removeDocumentFile(by("head"), { documentId: id, fileId, reason: "quét nhầm" });
  expect(await found("chu ky so")).toContain(id);
  expect((await findDocument(actor("clerk"), id)).isIntact).toBe(true);
  // What a record names is not swept, removed or not.
  await sweepFiles(new Date(Date.now() + 60_000));
  expect((await listDocumentFiles(actor("head"), id)).files.map((f) => f.removed?.reason ?? null)).toEqual(["quét nhầm", null]);
  expect(filesKept()).toHaveLength(2);
});
const filesKept = () =>
  readdirSync(process.env.DATA_DIR ?? "", { recursive: true, withFileTypes: true }).filter(
    (e) => e.isFile() && /^[0-9a-f]{64}$/.test(e.name),
  );

test("who may attach: a draft's writers, then the clerk; nobody to a voided one", async () => {
  const draft = await draftDocument(by("specialist"), await outgoing());
  await put(draft.id, await drawn("DỰ THẢO", ["một"]), "a.pdf", "specialist");
  const issued = await issue();
  await expect(put(issued.id, await drawn("X", ["hai"]), "a.pdf", "specialist")).rejects.toEqual(refused("permission"));
  await expect(put(issued.id, await drawn("X", ["hai"]), "a.pdf", "phuongDoOfficer")).rejects.toEqual(refused("not-found"));
  await voidDocument(by("head"), { id: issued.id, version: issued.version, reason: "nhầm" });
  await expect(put(issued.id, await drawn("X", ["hai"]))).rejects.toEqual(refused("document-takes-no-files"));
});

test("T-3B: a file whose page bears the stamp, or whose name does, is refused and nothing of it is kept", async () => {
  const { id } = await register();
  const before = filesKept().length;
  for (const stamp of ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
    await expect(put(id, await drawn(stamp, ["Phương án số chín"]))).rejects.toEqual(refused("secret-document"));
  await expect(put(id, await drawn("THƯỜNG", ["x"]), "KH phòng thủ (Mật).pdf")).rejects.toEqual(refused("secret-document"));
  expect(filesKept()).toHaveLength(before);
  expect(await found("phuong an so chin")).toEqual([]);
  expect(await asOwner(async (c) => (await c.query("select name from document_file where document_id = $1", [id])).rows)).toEqual(
    [],
  );
  // Words about secrecy are no stamp.
  await put(id, await drawn("KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC", ["Tập huấn về bảo mật"]));
});

test("the register book: every number of the year in order, voided ones with the reason, headings on every page", async () => {
  const [first, second] = [await issue({ subject: "Thành lập Tổ công tác" }), await issue({ subject: "Phê duyệt kế hoạch" })];
  await voidDocument(by("head"), { id: second.id, version: second.version, reason: "Trùng văn bản" });
  await asOwner((c) =>
    c.query(
      `insert into document (direction, state, unit_id, type_id, book_id, year, number, symbol, subject, issuer, search, issued_on, registered_on,
         registered_at, content_hash, entered_at, entered_by, entered_by_name)
       select 'OUTGOING', 'REGISTERED', unit_id, type_id, book_id, year, 1000 + n, (1000 + n) || '/QĐ-UBND', 'Quyết định thứ ' || n, issuer, '', issued_on,
         registered_on, registered_at, 'x', entered_at, entered_by, entered_by_name from document, generate_series(1, 40) n where id = $1`,
      [first.id],
    ),
  );
  const book = (await listBooks(actor("clerk"))).find((b) => b.direction === "OUTGOING");
  if (!book) throw new Error("no book");
  const query = { bookId: book.id, year: 2026 };
  const printed = paper("document-register", await buffer((await documentRegisterPdf(actor("clerk"), query, at())).body));
  const text = printed.text();
  expect(printed.pages()).toBeGreaterThan(1);
  expect(text).toContain("SỔ ĐĂNG KÝ VĂN BẢN ĐI");
  expect(text.match(/Người ký/g)?.length).toBeGreaterThan(1);
  expect(text).toMatch(/BỎ SỐ: Trùng/);
  expect(text).toContain(first.symbol ?? "");
  const sheet = new ExcelJS.Workbook();
  const xlsx = await buffer((await documentRegisterXlsx(actor("clerk"), query)).body);
  await sheet.xlsx.load(xlsx as unknown as ExcelJS.Buffer);
  const rows: string[] = [];
  sheet.eachSheet((s) => s.eachRow((row) => void rows.push(String(row.getCell(1).text))));
  const symbols = rows.filter((cell) => cell.includes("/QĐ-UBND"));
  expect(symbols).toEqual([...symbols].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)));
  expect(symbols).toContain(second.symbol);
  await expect(documentRegisterPdf(actor("leader"), query, at())).rejects.toEqual(refused("not-found"));
  await expect(documentRegisterPdf(actor("clerk"), { ...query, year: 2020 }, at())).rejects.toEqual(refused("not-found"));
});

test("the book of how incoming documents are dealt with: who has each, by when, how far, and what answered it (Phụ lục IV)", async () => {
  const asked = await register({ subject: "Đề nghị báo cáo công tác hộ tịch", symbol: "88/STP-HTTP" });
  const told = { unitId: unit.tranPhu, userId: user.specialist, role: "LEAD" as const, dueOn: "2026-12-03" };
  await routeDocument(by("head"), { id: asked.id, version: 0, addressees: [told] });
  const [task] = (await readDocumentWork(actor("head"), asked.id, "2026-11-26")).tasks;
  await actOnTask(by("specialist"), {
    ...{ id: asked.id, taskId: task?.id ?? 0 },
    act: { act: "progress", version: 1, text: "Đã có số liệu" },
  });
  const answer = await issue({ responseForId: asked.id });
  const books = await listBooks(actor("clerk"));
  const query = { bookId: books.find((b) => b.direction === "INCOMING")?.id ?? 0, year: 2026, form: "follow-up" as const };
  const text = paper("document-follow-up", await buffer((await documentRegisterPdf(actor("clerk"), query, at())).body)).text();
  expect(text).toContain("SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN");
  const sheet = new ExcelJS.Workbook();
  await sheet.xlsx.load((await buffer((await documentRegisterXlsx(actor("clerk"), query)).body)) as unknown as ExcelJS.Buffer);
  const rows: string[][] = [];
  sheet.eachSheet((s) => s.eachRow((row) => void rows.push([1, 2, 3, 4, 5, 6, 7].map((n) => String(row.getCell(n).text)))));
  expect(rows.find((row) => row[1]?.includes("88/STP-HTTP"))).toEqual([
    ...[String(asked.number), expect.stringMatching(/^Công văn số 88\/STP-HTTP ngày 24\/11\/2026 của Sở Nội vụ/)],
    ...["Phạm Minh Đức (chủ trì)", "03/12/2026", "Đang giải quyết: Đã có số liệu", answer.symbol, ""],
  ]);
  const outgoing = books.find((b) => b.direction === "OUTGOING")?.id ?? 0;
  await expect(documentRegisterXlsx(actor("clerk"), { ...query, bookId: outgoing })).rejects.toEqual(refused("not-found"));
});

test("a register is closed when its year has ended, and then nothing is given out or voided in it", async () => {
  const issued = await issue();
  const { bookId } = (
    await asOwner((c) => c.query<{ bookId: number }>('select book_id as "bookId" from document where id = $1', [issued.id]))
  ).rows[0] ?? { bookId: 0 };
  const later = at("2027-01-05T08:00:00+07:00");
  await expect(closeRegister(by("head"), { bookId, year: 2026 })).rejects.toEqual(refused("register-year-runs"));
  await expect(closeRegister(by("clerk", later), { bookId, year: 2026 })).rejects.toEqual(refused("permission"));
  await closeRegister(by("head", later), { bookId, year: 2026 });
  await expect(closeRegister(by("head", later), { bookId, year: 2026 })).rejects.toEqual(refused("register-closed"));
  await expect(voidDocument(by("head", later), { id: issued.id, version: issued.version, reason: "muộn" })).rejects.toEqual(
    refused("register-closed"),
  );
  // A clock that runs behind gives out no number in it either.
  await expect(issue()).rejects.toEqual(refused("register-closed"));
  expect((await issue({}, later)).number).toBe(1);
});
