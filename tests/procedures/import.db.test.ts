import { beforeAll, describe, expect, test } from "vitest";
import { sheetsOf } from "@/app/sheet-file";
import { writeWorkbook } from "@/lib/files/queries";
import { importCatalogue, previewImport } from "@/lib/procedures/commands";
import { sheetHeadings } from "@/lib/procedures/labels";
import { type ImportReport, maxSheetRows, sheetFields } from "@/lib/procedures/model";
import { findProcedureDetail, listDetails, listProcedures, sheetRows } from "@/lib/procedures/queries";
import { actor, asOwner, foundCity, procedure } from "../city";

const now = new Date("2026-11-23T03:00:00Z");
const admin = { actor: actor("admin"), now };
const source = "Quyết định 100/QĐ-UBND ngày 20/11/2026";
const heading = ["Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết", "Thành phần hồ sơ", "Quy trình nội bộ"];
const steps = "Tiếp nhận | Một cửa | 0,5 ngày\nThẩm định | Chuyên viên | 2,5 ngày";
const csv = (rows: readonly (readonly string[])[]) =>
  Buffer.from(rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(";")).join("\r\n")).toString("base64");

type Ask = { rows: readonly (readonly string[])[]; from?: string; publishes?: boolean };
const ask = async ({ rows, from = "2027-01-01", publishes = false }: Ask) => ({
  ...{ from, source, publishes },
  sheets: await sheetsOf(csv([heading, ...rows]), maxSheetRows),
});
const preview = async (of: Ask) => previewImport(admin, await ask(of));
const write = async (of: Ask): Promise<ImportReport> => {
  const { state } = await preview(of);
  return importCatalogue(admin, { ...(await ask(of)), state });
};
const told = ({ lines }: ImportReport) => lines.map((l) => [l.line, l.fate, ...l.changes, ...l.faults.map((f) => f.code)]);
const everything = () =>
  asOwner(async (c) => {
    const tables = [
      "procedure",
      "procedure_time_limit",
      "procedure_paper",
      "procedure_fee",
      "procedure_step",
      "procedure_settler",
      "procedure_policy",
    ];
    const rows: unknown[] = [];
    for (const table of tables) rows.push((await c.query(`select * from ${table} order by 1, 2`)).rows);
    return JSON.stringify(rows);
  });

beforeAll(foundCity);

const lines = [
  ["9.600001", "Cấp giấy phép đào đường", "Xây dựng", "3 ngày làm việc", "Đơn đề nghị\nBản vẽ | bản chính 2", steps],
  ["1.013225", "", "", "[Trực tuyến] 8 ngày làm việc\n10 ngày làm việc", "", ""],
  ["1.013978", "Đăng ký đất đai, cấp Giấy chứng nhận lần đầu", "Đất đai", "20 ngày làm việc", "", ""],
  ["9.600002", "Cấp giấy phép khác", "Không có lĩnh vực này", "mười ngày", "", ""],
  ["khai sinh", "Đăng ký khai sinh", "Hộ tịch", "", "", ""],
  ["9.600001", "Cấp giấy phép đào đường lần nữa", "Xây dựng", "", "", ""],
  ["9.600003", "Cấp phù hiệu xe", "Xây dựng", "3 ngày làm việc", "", "Tiếp nhận | Một cửa | 1 ngày"],
];

test("a preview says of every line what would become of it, and changes nothing", async () => {
  const before = await everything();
  const report = await preview({ rows: lines });
  expect(told(report)).toEqual([
    [2, "new", "limits", "papers", "steps"],
    [3, "changed", "limits"],
    [4, "unchanged"],
    [5, "rejected", "sector-unknown", "limit-unreadable"],
    [6, "rejected", "code-unreadable"],
    [7, "rejected", "code-twice"],
    [8, "rejected", "limits", "steps", "steps-differ"],
  ]);
  expect(report.counts).toEqual({ new: 1, changed: 1, unchanged: 1, rejected: 4 });
  expect(report.lines.at(-1)?.faults[0]?.gap).toMatchObject({ limitDays: 3, stepDays: 1 });
  expect(await everything()).toBe(before);
});

test("the import does what the preview said, in one go, and again it changes nothing", async () => {
  expect((await write({ rows: lines })).counts).toEqual({ new: 1, changed: 1, unchanged: 1, rejected: 4 });
  const [made] = await listProcedures(actor("admin"), { text: "9.600001" });
  const road = await findProcedureDetail(actor("admin"), made?.id ?? 0);
  expect(road).toMatchObject({ name: "Cấp giấy phép đào đường", isPublished: false, validFrom: "2027-01-01" });
  expect(road.papers.map((p) => [p.name, p.originals])).toEqual([
    ["Đơn đề nghị", 1],
    ["Bản vẽ", 2],
  ]);
  const house = await findProcedureDetail(actor("admin"), procedure.house);
  expect(house.limits.map((l) => [l.channel, l.value, l.validFrom, l.validUntil])).toEqual([
    [null, 10, "2018-01-01", null],
    ["ONLINE", 8, "2027-01-01", null],
  ]);
  expect((await listProcedures(actor("admin"), { text: "9.600003" })).length).toBe(0);

  const after = await everything();
  expect((await write({ rows: lines })).counts).toEqual({ new: 0, changed: 0, unchanged: 3, rejected: 4 });
  expect(await everything()).toBe(after);
});

test("new procedures are published with the sheet where that is asked, and only if they may be", async () => {
  const rows = [
    ["9.600010", "Cấp giấy phép quảng cáo", "Xây dựng", "3 ngày làm việc", "", steps],
    ["9.600011", "Cấp giấy phép không thời hạn", "Xây dựng", "", "", ""],
  ];
  expect(told(await write({ rows, publishes: true, from: "2026-01-01" }))).toEqual([
    [2, "new", "limits", "steps"],
    [3, "rejected", "procedure-has-no-limit"],
  ]);
  expect(await listProcedures(actor("officer"), { text: "9.6000" })).toMatchObject([{ code: "9.600010", isPublished: true }]);
  const { rows: log } = await asOwner((c) =>
    c.query("select action, detail->>'code' as code from audit_entry where detail->>'code' = '9.600010' order by id"),
  );
  expect(log.map((l) => l.action)).toEqual(["procedure.create", "procedure.change-terms", "procedure.publish"]);
});

describe("what is refused as a whole", () => {
  test("a catalogue that changed since the preview", async () => {
    const rows = [["9.600020", "Cấp giấy phép chậm", "Xây dựng", "5 ngày làm việc", "", ""]];
    const { state } = await preview({ rows });
    await write({ rows: [["9.600021", "Cấp giấy phép nhanh", "Xây dựng", "5 ngày làm việc", "", ""]] });
    await expect(importCatalogue(admin, { ...(await ask({ rows })), state })).rejects.toMatchObject({
      code: "catalogue-changed",
    });
  });
  test("a file without such a table, and what is no sheet at all", async () => {
    const sheets = await sheetsOf(Buffer.from("Tên;Ghi chú\r\n1;2\r\n").toString("base64"), maxSheetRows);
    await expect(previewImport(admin, { from: "2027-01-01", source, sheets })).rejects.toMatchObject({
      code: "catalogue-not-found",
    });
    await expect(sheetsOf(Buffer.from("%PDF-1.7 …").toString("base64"), maxSheetRows)).rejects.toMatchObject({
      code: "file-kind-unknown",
    });
    await expect(sheetsOf(Buffer.from("MZ\0\0").toString("base64"), maxSheetRows)).rejects.toMatchObject({
      code: "file-kind-unknown",
    });
  });
  test("whoever does not keep the catalogue", async () => {
    const asked = await ask({ rows: lines });
    for (const name of ["leader", "officer", "auditor"] as const)
      await expect(previewImport({ actor: actor(name), now }, asked)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

test("cut-off and supplements change from the day of the sheet, and what is half said is returned", async () => {
  const policies = ["Mã TTHC", "Tên thủ tục hành chính", "Giờ chốt, bổ sung"];
  const sheet = async (rows: string[][]) => ({
    from: "2027-02-01",
    source,
    sheets: await sheetsOf(csv([policies, ...rows]), maxSheetRows),
  });
  const rows = [
    // As it is: the general rule, and what is recorded.
    ["1.013225", "", "Không áp dụng giờ chốt | Tính lại từ đầu | bổ sung 1 lần"],
    ["1.013978", "", "Không áp dụng giờ chốt | Không tính thời gian chờ | bổ sung 2 lần"],
    ["1.001193", "", "Nhận sau 15 giờ thì trả ngày làm việc tiếp theo"],
    ["1.004873", "", ""],
  ];
  const report = await previewImport(admin, await sheet(rows));
  expect(told(report)).toEqual([
    [2, "unchanged"],
    [3, "changed", "policy"],
    [4, "rejected", "policy-unreadable"],
    [5, "unchanged"],
  ]);
  await importCatalogue(admin, { ...(await sheet(rows)), state: report.state });
  const { policies: spans } = await findProcedureDetail(actor("admin"), procedure.land);
  expect(spans.map((p) => [p.supplementPolicy, p.supplementsAllowed, p.source, p.validFrom, p.validUntil])).toEqual([
    ["PAUSE", 1, null, "2018-01-01", "2027-01-31"],
    ["PAUSE", 2, source, "2027-02-01", null],
  ]);
  expect((await previewImport(admin, await sheet(rows))).counts).toMatchObject({ changed: 0, unchanged: 3 });
});

test("a line that would undo what has begun is returned, the others land", async () => {
  const rows = [
    ["1.004873", "", "", "4 ngày làm việc", "", ""],
    ["9.600030", "Cấp giấy phép bên cạnh", "Xây dựng", "5 ngày làm việc", "", ""],
  ];
  expect(told(await preview({ rows, from: "2018-01-01" }))).toEqual([
    [2, "rejected", "limits", "procedure-past-stays"],
    [3, "new", "limits"],
  ]);
});

test("the catalogue as a workbook, sent in again as it is, changes nothing", async () => {
  await asOwner((c) =>
    c.query(`
      insert into procedure_fee (procedure_id, kind, name, amount_dong, channel, text, valid_from) values
        (4, 'CHARGE', 'Lệ phí cấp Giấy chứng nhận', 25000, null, null, '2018-01-01'),
        (4, 'CHARGE', 'Lệ phí cấp Giấy chứng nhận', 12500, 'ONLINE', 'Giảm; theo nghị quyết | tỉnh', '2018-01-01');
      insert into procedure_settler (procedure_id, unit_id, valid_from) values (4, 2, '2018-01-01');
      insert into procedure_paper (procedure_id, position, name, is_required, case_label, note, valid_from) values
        (4, 1, '1. Đơn [mẫu 15]', true, null, null, '2018-01-01'), (4, 2, 'Trích đo', false, 'Trực tuyến', 'ghi: đủ', '2018-01-01')`),
  );
  const on = "2026-12-31";
  const rows = sheetRows(await listDetails(actor("admin")), on);
  const columns = sheetFields.map((field) => sheetHeadings[field].vi);
  const chunks: Buffer[] = [];
  for await (const chunk of writeWorkbook({ title: "Danh mục", notes: ["Ghi chú"], columns, wraps: true }, [rows]))
    chunks.push(chunk);
  const sheets = await sheetsOf(Buffer.concat(chunks).toString("base64"), maxSheetRows);
  const report = await previewImport(admin, { from: on, source, sheets });
  expect(report.lines.filter((l) => l.fate !== "unchanged")).toEqual([]);
  expect(report.counts.unchanged).toBe(rows.length);
});
