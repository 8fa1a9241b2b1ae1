import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { registerDocument } from "@/lib/documents/commands";
import { checkDocumentFiles } from "@/lib/documents/jobs";
import { listDocuments } from "@/lib/documents/queries";
import { cancelDocumentImport, confirmDocumentMapping, runBatch, startDocumentImport } from "@/lib/imports/commands";
import { documentRejectionsFile, importFilesTable } from "@/lib/imports/queries";
import { asOwner, foundCity } from "../city";
import { by, drawn, incoming } from "../documents/documents";
import {
  bringIn,
  clerk,
  incomingHeadings,
  outgoingHeadings,
  pdfZip,
  registerCsv,
  registered,
  registerLine,
  returned,
  seen,
  sendRegister,
} from "./old-registers";
import { serialOf, workbookOf } from "./samples/workbook";
import { zipOf } from "./samples/zip";

const pdf: Record<string, Buffer> = {};
beforeAll(async () => {
  await foundCity();
  for (const title of ["KẾ HOẠCH", "BÁO CÁO", "GIẤY MỜI", "MẬT"]) pdf[title] = await drawn(title, ["Nội dung thứ nhất"]);
});
beforeEach(() =>
  asOwner((c) =>
    c.query(
      "truncate document, document_file, document_check, document_book, document_register, import_batch, import_mapping cascade",
    ),
  ),
);
const paper = (title: string) => pdf[title] ?? Buffer.alloc(0);

const plan = [
  "1",
  "03/01/2023",
  "UBND tỉnh Hà Giang",
  "12/KH-UBND",
  "30/12/2022",
  "Kế hoạch chuyển đổi số năm 2023",
  "VP",
  "15/01/2023",
  "ke hoach 12.pdf",
];
const report = ["2", "05/01/2023", "Sở Nội vụ", "45/SNV-CCHC", "04/01/2023", "V/v báo cáo cải cách hành chính", "VP", "", ""];
const invitation = [
  "3",
  "09/01/2023",
  "Sở Tư pháp",
  "07/GM-STP",
  "06/01/2023",
  "Giấy mời họp sơ kết",
  "Lãnh đạo",
  "",
  "GM 07.pdf",
];

test("an office brings in its register of 2023 with the PDFs beside it: each row under the number it had, each file with its row", async () => {
  const zip = pdfZip({
    "2023/Kế hoạch 12.PDF": paper("KẾ HOẠCH"),
    "2023/45_SNV-CCHC.pdf": paper("BÁO CÁO"),
    "2023/GM 07.pdf": "không phải PDF",
    "2023/anh.pdf.exe": "MZ",
    "2023/la.pdf": paper("GIẤY MỜI"),
  });
  const id = await sendRegister(registerCsv(incomingHeadings, [plan, report, invitation]), zip);
  const checked = await seen(id);
  expect(checked).toMatchObject({ status: "UPLOADED", rowsNew: 3, rowsRejected: 0, gaps: 0 });
  expect(checked.checkedAt).not.toBeNull();
  expect(await db.document.count()).toBe(0);

  await startDocumentImport(clerk(), { batchId: id });
  await runBatch(id, { now: () => clerk().now });
  expect(await seen(id)).toMatchObject({
    status: "DONE",
    rowsNew: 3,
    rowsRejected: 0,
    files: { total: 5, counts: { TAKEN: 2, REFUSED: 2, UNNAMED: 1, MISSING: 0, RETURNED: 0 }, secret: 0 },
  });
  expect(await registered()).toEqual([
    { number: 1, symbol: "12/KH-UBND", subject: "Kế hoạch chuyển đổi số năm 2023", files: ["Kế hoạch 12.PDF"] },
    { number: 2, symbol: "45/SNV-CCHC", subject: "V/v báo cáo cải cách hành chính", files: ["45_SNV-CCHC.pdf"] },
    { number: 3, symbol: "07/GM-STP", subject: "Giấy mời họp sơ kết", files: [] },
  ]);
  expect(await registerLine()).toEqual({ last: 3, brought: 3 });
  const types = await db.document.findMany({
    orderBy: { number: "asc" },
    select: { type: { select: { code: true } }, note: true, dueOn: true },
  });
  expect(types.map(({ type }) => type.code)).toEqual(["ke-hoach", "cong-van", "giay-moi"]);
  // A deadline of the year before last makes nothing overdue: the register does not tell whether it was dealt with.
  expect(types.map(({ note, dueOn }) => [note, dueOn?.toISOString().slice(0, 10) ?? null])[0]).toEqual([null, "2023-01-15"]);
  const late = { take: 50, set: "overdue" as const, from: "2023-01-01", to: "2026-11-30", asOf: "2026-11-26" };
  expect((await listDocuments(by("leader").actor, late, { today: "2026-11-26" })).rows).toEqual([]);
  const counted = await asOwner((c) =>
    c.query(`select sum(overdue_in)::int as overdue, sum(incoming)::int as incoming, (select count(*)::int from differing_document_cells()) as differing
      from document_delta`),
  );
  expect(counted.rows).toEqual([{ overdue: 0, incoming: 3, differing: 0 }]);
  expect((await importFilesTable(clerk().actor, id)).rows).toEqual([
    ["2023/GM 07.pdf", 4, "Không nhận", "Không phải tệp PDF."],
    ["2023/anh.pdf.exe", null, "Không nhận", "Không phải tệp PDF."],
    ["2023/la.pdf", null, "Không dòng nào nêu tên", null],
    ["2023/Kế hoạch 12.PDF", 2, "Gắn với văn bản", null],
    ["2023/45_SNV-CCHC.pdf", 3, "Gắn với văn bản", null],
  ]);

  // Their signatures are checked by the round that checks every PDF of a register.
  expect(await db.documentCheck.count({ where: { verdict: null } })).toBe(2);
  await checkDocumentFiles({});
  expect(await db.documentCheck.count({ where: { verdict: null } })).toBe(0);
});

test("bad rows come back with the reason beside each; mended they land; the same again changes nothing, and a file sent later is put to its row", async () => {
  const rows = [
    plan,
    ["1", "04/01/2023", "Sở Y tế", "9/SYT", "03/01/2023", "Công văn khác cùng số", "", "", ""],
    ["hai", "05/01/2023", "Sở Nội vụ", "45/SNV-CCHC", "04/01/2023", "Báo cáo", "", "", ""],
    ["3", "32/01/2023", "Sở Tư pháp", "07/GM-STP", "06/01/2023", "Giấy mời", "", "", ""],
    ["4", "10/01/2023", "", "08/STP", "11/01/2023", "Công văn", "", "", ""],
    ["5", "12/01/2024", "Sở Tư pháp", "10/STP", "11/01/2024", "Công văn", "", "", ""],
    ["6", "15/01/2023", "Sở Tư pháp", "", "14/01/2023", "Chuyện trò", "", "", ""],
    ["7", "16/01/2023", "Sở Tài chính", "31/STC", "15/01/2023", "Công văn về dự toán", "", "", "31.pdf"],
    ["Cộng", "", "", "", "", "", "", "", ""],
  ];
  const done = await bringIn(registerCsv(incomingHeadings, rows), null);
  expect(done).toMatchObject({ status: "DONE", rowsRead: 8, rowsNew: 1, rowsRejected: 7, gaps: 6 });
  expect((await returned(done.id)).map(({ line, codes }) => [line, codes])).toEqual([
    [2, ["number-twice"]],
    [3, ["number-twice"]],
    [4, ["number-unreadable"]],
    [5, ["date-unreadable", "needed-missing"]],
    [6, ["needed-missing"]],
    [7, ["year-differs"]],
    [8, ["type-unknown"]],
  ]);
  expect(done.files.told).toEqual([
    { name: "ke hoach 12.pdf", line: 2, state: "MISSING", fault: "file-missing" },
    { name: "31.pdf", line: 9, state: "MISSING", fault: "file-missing" },
  ]);
  let text = "";
  for await (const chunk of (await documentRejectionsFile(clerk().actor, done.id, "csv")).body) text += String(chunk);
  expect(text).toContain("32/01/2023");
  expect(text).toContain("Số 1 có ở nhiều dòng khác nhau");

  const mended = registerCsv(incomingHeadings, [plan, report, invitation, rows[7] ?? []]);
  const zip = pdfZip({ "31.pdf": paper("BÁO CÁO"), "ke hoach 12.pdf": paper("KẾ HOẠCH") });
  expect(await bringIn(mended, zip)).toMatchObject({ rowsNew: 3, rowsChanged: 1, rowsUnchanged: 0, rowsRejected: 0, gaps: 3 });
  expect((await registered()).map(({ number, files }) => [number, files])).toEqual([
    [1, ["ke hoach 12.pdf"]],
    [2, []],
    [3, []],
    [7, ["31.pdf"]],
  ]);
  expect(await bringIn(mended, zip)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 4, rowsRejected: 0 });
  // What is registered is never written over.
  const other = registerCsv(incomingHeadings, [
    ["7", "16/01/2023", "Sở Tài chính", "31/STC", "15/01/2023", "Công văn đã sửa", "", "", ""],
  ]);
  const again = await bringIn(other, null);
  expect((await returned(again.id)).map(({ codes }) => codes)).toEqual([["number-taken"]]);
});

test("a register that came in goes on here: the next number follows its last, and no number given out here is brought in afterwards", async () => {
  const day = (number: string, arrived: string, symbol: string) => [
    number,
    arrived,
    "Sở Nội vụ",
    symbol,
    "02/11/2026",
    "Công văn",
    "",
    "",
    "",
  ];
  const first = [day("1", "03/11/2026", "1/SNV"), day("5", "05/11/2026", "5/SNV"), day("3", "09/11/2026", "3/SNV")];
  const done = await bringIn(registerCsv(incomingHeadings, first), null, { year: 2026 });
  // Of numbers out of order as few are refused as can be.
  expect(done).toMatchObject({ rowsNew: 2, rowsRejected: 1 });
  expect((await returned(done.id)).map(({ codes }) => codes)).toEqual([["number-out-of-order"]]);
  const brought = (await registered(2026)).map(({ number }) => number);
  const { number } = await registerDocument(by("clerk"), await incoming());
  expect(number).toBe(Math.max(...brought) + 1);

  const later = await bringIn(
    registerCsv(incomingHeadings, [day("2", "04/11/2026", "2/SNV"), day("9", "20/11/2026", "9/SNV")]),
    null,
    { year: 2026 },
  );
  expect(later).toMatchObject({ rowsNew: 1, rowsRejected: 1 });
  expect((await returned(later.id)).map(({ cells, codes }) => [cells[0], codes])).toEqual([["9", ["number-given-here"]]]);
  expect((await registerLine(2026)).last).toBe(number);
  await expect(sendRegister(registerCsv(incomingHeadings, [plan]), null, { year: 2027 })).rejects.toMatchObject({
    code: "year-not-come",
  });
});

test("one document under two numbers is recognised, in the register and on record; a closed register takes nothing", async () => {
  const twice = [
    "4",
    "10/01/2023",
    "UBND tỉnh Hà Giang",
    "12/kh-ubnd",
    "30/12/2022",
    "Kế hoạch chuyển đổi số năm 2023",
    "",
    "",
    "",
  ];
  const done = await bringIn(registerCsv(incomingHeadings, [plan, twice]), null);
  expect((await returned(done.id)).map(({ line, codes }) => [line, codes])).toEqual([[3, ["document-registered-already"]]]);
  const again = await bringIn(registerCsv(incomingHeadings, [twice]), null);
  expect((await returned(again.id)).map(({ codes }) => codes)).toEqual([["document-registered-already"]]);
  await asOwner((c) => c.query("update document_register set closed_at = now(), closed_by = 'x', closed_by_name = 'x'"));
  expect(await bringIn(registerCsv(incomingHeadings, [report]), null)).toMatchObject({
    status: "FAILED",
    failure: "register-closed",
  });
});

test("an outgoing register comes as a workbook with Excel's own dates, its numbers in the symbols; its columns are remembered", async () => {
  const book = workbookOf([
    ["SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2022"],
    outgoingHeadings,
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    [
      "01/QĐ-UBND",
      { serial: serialOf("2022-01-04") },
      "Quyết định kiện toàn Tổ công tác",
      "Trần Văn Hùng",
      "Như Điều 3; Lưu: VT",
      "",
    ],
    ["02/UBND-VP", { serial: serialOf("2022-01-05") }, "V/v đôn đốc báo cáo", "Trần Văn Hùng", "Các tổ dân phố", "Gửi bản giấy"],
    ["03/TB-UBND", { serial: serialOf("2022-01-06") }, "Kết luận giao ban", "", "Các tổ dân phố", ""],
  ]);
  const options = { direction: "OUTGOING", year: 2022, fileName: "so-di.xlsx" } as const;
  const id = await sendRegister(book, null, options);
  const waiting = await seen(id);
  expect(waiting).toMatchObject({ mappingFrom: "guessed", missing: [], bookName: null });
  await confirmDocumentMapping(clerk(), { batchId: id, mapping: waiting.mapping });
  await startDocumentImport(clerk(), { batchId: id });
  await runBatch(id);
  expect(await seen(id)).toMatchObject({ status: "DONE", rowsNew: 2, rowsRejected: 1 });
  const documents = await db.document.findMany({ orderBy: { number: "asc" }, include: { type: true } });
  expect(
    documents.map(({ number, symbol, type, issuer, recipients }) => [number, symbol, type.code, issuer, recipients]),
  ).toEqual([
    [1, "01/QĐ-UBND", "quyet-dinh", "Ủy ban nhân dân phường Trần Phú", ["Như Điều 3", "Lưu: VT"]],
    [2, "02/UBND-VP", "cong-van", "Ủy ban nhân dân phường Trần Phú", ["Các tổ dân phố"]],
  ]);
  expect(await seen(await sendRegister(book, null, options))).toMatchObject({ mappingFrom: "remembered" });
});

test("an import that was given up leaves nothing; a zip with a path out of it, a bomb or no zip is refused", async () => {
  const id = await sendRegister(registerCsv(incomingHeadings, [plan]), pdfZip({ "ke hoach 12.pdf": paper("KẾ HOẠCH") }));
  await cancelDocumentImport(clerk(), { batchId: id });
  expect(await seen(id)).toMatchObject({ status: "CANCELLED" });
  expect(await db.importFile.count({ where: { sha: { not: null } } })).toBe(0);
  const running = await sendRegister(registerCsv(incomingHeadings, [plan]), null);
  await startDocumentImport(clerk(), { batchId: running });
  await cancelDocumentImport(clerk(), { batchId: running });
  await runBatch(running);
  expect(await seen(running)).toMatchObject({ status: "CANCELLED" });
  expect(await db.document.count()).toBe(0);

  const content = registerCsv(incomingHeadings, [plan]);
  for (const [zip, code] of [
    [zipOf([{ name: "../12.pdf", data: paper("KẾ HOẠCH") }]), "zip-hostile"],
    [zipOf([{ name: "bom.pdf", data: Buffer.alloc(40_000_000) }]), "zip-hostile"],
    [zipOf([{ name: "12.pdf", data: "x", mode: 0o120777 }]), "zip-hostile"],
    [Buffer.from("không phải zip"), "zip-broken"],
  ] as const)
    await expect(sendRegister(content, zip)).rejects.toMatchObject({ code });
});
