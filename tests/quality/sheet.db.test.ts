import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as monthRoute from "@/app/api/v1/quality/reported/month/route";
import * as sheetRoute from "@/app/api/v1/quality/reported/sheet/route";
import * as xlsxRoute from "@/app/api/v1/quality/reported/sheet.xlsx/route";
import { addMonths, cityDay } from "@/lib/calendar/rules";
import { reportedMeasures, SheetReport } from "@/lib/quality/model";
import { mintSession, requestOf } from "../auth/people";
import { asOwner, foundCity, unit, user } from "../city";

const month = addMonths(`${cityDay(new Date()).slice(0, 7)}-01`, -1).slice(0, 7);
const none = { params: Promise.resolve({}) };
let admin: Awaited<ReturnType<typeof mintSession>>;
let serial = 0;

beforeAll(async () => {
  await foundCity();
  admin = await mintSession(user.admin);
});
beforeEach(() =>
  asOwner((c) =>
    c.query(
      "delete from quality_reported; delete from quality_earlier; delete from quality_reopening; delete from quality_month",
    ),
  ),
);

const path = "/api/v1/quality/reported";
const download = async (who = admin) => xlsxRoute.GET(requestOf(who, `${path}/sheet.xlsx?month=${month}`), none);
const bookOf = async (answer: Response) => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.read(Readable.from([Buffer.from(await answer.arrayBuffer())]));
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error("no sheet");
  const head = [...Array(sheet.rowCount).keys()].find((n) => sheet.getRow(n + 1).getCell(1).value === "Tháng") ?? -1;
  return { book, sheet, first: head + 2 };
};
const send = async (bytes: Uint8Array, who = admin, of = month) => {
  const body = { month: of, file: Buffer.from(bytes).toString("base64") };
  return sheetRoute.POST(requestOf(who, `${path}/sheet`, { method: "POST", body, key: `sheet-${++serial}` }), none);
};
const read = async (answer: Response) => SheetReport.parse(await answer.json());
const standing = () =>
  asOwner(async (c) => {
    const { rows } = await c.query(
      "select unit_id, measure, top, bottom, source, recorded_by from quality_reported where month = $1 order by unit_id, measure",
      [`${month}-01`],
    );
    return rows;
  });
const told = () =>
  asOwner(async (c) => {
    const { rows } = await c.query(
      "select action, unit_id, detail from audit_entry where subject = 'quality-month' and action <> 'quality-month.view' order by id",
    );
    return rows;
  });
/** The downloaded sheet with numbers and a document in the line of a unit and a figure. */
async function filled(lines: readonly [code: string, measure: string, top: unknown, bottom: unknown, source?: string][]) {
  const { book, sheet, first } = await bookOf(await download());
  for (const [code, measure, top, bottom, source = "Báo cáo số 12/BC-UBND"] of lines) {
    let found = false;
    for (let n = first; n <= sheet.rowCount; n++) {
      const row = sheet.getRow(n);
      if (row.getCell(2).value !== code || row.getCell(4).value !== measure) continue;
      found = true;
      row.getCell(7).value = top as ExcelJS.CellValue;
      row.getCell(8).value = bottom as ExcelJS.CellValue;
      row.getCell(9).value = source;
    }
    if (!found) throw new Error(`no line for ${code} ${measure}`);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe("the sheet of a month", () => {
  test("has a line for each unit but desks and each figure no record tells; filled in and imported it is what stands, with the log", async () => {
    const { sheet, first } = await bookOf(await download());
    const lines = [...Array(sheet.rowCount - first + 1).keys()].map((n) => sheet.getRow(first + n));
    expect(lines).toHaveLength(4 * reportedMeasures.length);
    expect(new Set(lines.map((row) => row.getCell(2).value))).toEqual(new Set(["H22.15", "H22.15.2", "H22.15.7", "H22.15.9"]));

    const before = (await told()).length;
    const answer = await send(
      await filled([
        ["H22.15.7", "feedback-in-time", 3, 4],
        ["H22.15.7", "tt01-agencies", 70, 40, "=1+1 là số văn bản"],
        ["H22.15.9", "feedback-in-time", 0, 0],
      ]),
    );
    expect(await read(answer)).toMatchObject({ isWritten: true, written: 3, unchanged: 0, rejected: 0, lines: [] });
    const by = `user:${user.admin}`;
    const twelve = { source: "Báo cáo số 12/BC-UBND", recorded_by: by };
    expect(await standing()).toEqual([
      { unit_id: unit.tranPhu, measure: "feedback-in-time", top: 3, bottom: 4, ...twelve },
      { unit_id: unit.tranPhu, measure: "tt01-agencies", top: 70, bottom: 40, source: "=1+1 là số văn bản", recorded_by: by },
      { unit_id: unit.phuongDo, measure: "feedback-in-time", top: 0, bottom: 0, ...twelve },
    ]);
    expect(
      (await told()).slice(before).map((e) => [e.action, e.unit_id, e.detail.measure, e.detail.top, e.detail.bottom]),
    ).toEqual([
      ["quality.report", unit.tranPhu, "feedback-in-time", 3, 4],
      ["quality.report", unit.phuongDo, "feedback-in-time", 0, 0],
      ["quality.report", unit.tranPhu, "tt01-agencies", 70, 40],
    ]);
  });

  test("T-78: taken along again it has what stands in it, as text; imported unchanged it changes nothing and says so", async () => {
    await send(await filled([["H22.15.7", "feedback-in-time", 3, 4, '=HYPERLINK("http://xau")']]));
    const whole = Buffer.from(await (await download()).arrayBuffer());
    const { sheet, first } = await bookOf(new Response(whole));
    sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()));
    const cells = [...Array(sheet.rowCount - first + 1).keys()].map((n) => sheet.getRow(first + n).getCell(9).value);
    expect(cells.filter(Boolean)).toEqual(['=HYPERLINK("http://xau")']);
    const before = await standing();
    expect(await read(await send(whole))).toMatchObject({ isWritten: true, written: 0, unchanged: 1 });
    expect(await standing()).toEqual(before);
    expect((await told()).at(-1)).toMatchObject({ action: "quality.report-unchanged", detail: { rowsUnchanged: 1 } });
    // Lines left empty take nothing back.
    expect((await read(await send(await filled([["H22.15.9", "feedback-in-time", 1, 1]])))).written).toBe(1);
    expect(await standing()).toHaveLength(2);
  });

  test("with a wrong line nothing of it is written, and each wrong line is told with its reasons", async () => {
    await send(await filled([["H22.15.7", "feedback-in-time", 3, 4]]));
    const before = [await standing(), (await told()).length];
    const report = await read(
      await send(
        await filled([
          ["H22.15.7", "feedback-in-time", 1, 4],
          ["H22.15.9", "feedback-in-time", 5, 4],
          ["H22.15.9", "feedback-satisfied", "hai", null, ""],
        ]),
      ),
    );
    expect(report).toMatchObject({ isWritten: false, written: 0, rejected: 2 });
    expect(report.lines.map(({ unit: name, faults }) => [name, faults.map((f) => `${f.field} ${f.code}`)])).toEqual([
      ["Ủy ban nhân dân xã Phương Độ", ["top top-over-bottom"]],
      ["Ủy ban nhân dân xã Phương Độ", ["top number-unreadable", "bottom half-filled", "source source-missing"]],
    ]);
    expect([await standing(), (await told()).length]).toEqual(before);
  });

  test("as .csv too, with the month made over by a spreadsheet program", async () => {
    const [year, of] = month.split("-");
    const csv = [
      "Tháng;Mã đơn vị;Mã số liệu;Tử số;Mẫu số;Căn cứ",
      `01/${of}/${year};000.07.15.H22;feedback-in-time;1.000;1.200;Báo cáo số 9`,
    ].join("\r\n");
    expect(await read(await send(Buffer.from(`\ufeff${csv}`)))).toMatchObject({ isWritten: true, written: 1 });
    expect(await standing()).toMatchObject([{ unit_id: unit.tranPhu, top: 1000, bottom: 1200 }]);
  });

  test("what is no sheet, is empty, or comes for a month that is closed or ahead, is refused or told, and nothing is written", async () => {
    const code = async (answer: Response) => (await answer.json()).code;
    expect(await code(await send(Buffer.from("Tên;Ghi chú\r\n1;2\r\n")))).toBe("quality-sheet-not-found");
    expect(await code(await send(Buffer.from("%PDF-1.7 …")))).toBe("file-kind-unknown");
    expect(await read(await send(await filled([])))).toMatchObject({
      isWritten: false,
      rejected: 0,
      blank: 4 * reportedMeasures.length,
    });
    const good = await filled([["H22.15.7", "feedback-in-time", 3, 4]]);
    const ahead = addMonths(`${month}-01`, 2).slice(0, 7);
    expect(await read(await send(good, admin, ahead))).toMatchObject({ isWritten: false, rejected: 1 });
    await asOwner((c) =>
      c.query("insert into quality_month (month, computed_at, closed_at) values ($1, now(), now())", [`${month}-01`]),
    );
    expect(await code(await send(good))).toBe("quality-month-closed");
    expect(await standing()).toEqual([]);
  });

  test("is for those who report", async () => {
    for (const name of ["leader", "head", "officer", "auditor"] as const) {
      const who = await mintSession(user[name]);
      expect([(await download(who)).status, (await send(Buffer.from("x"), who)).status]).toEqual([403, 403]);
    }
  });
});

describe("a month typed for all units", () => {
  const put = (rows: unknown[], of = month) =>
    monthRoute.PUT(
      requestOf(admin, `${path}/month`, { method: "PUT", body: { month: of, rows }, key: `grid-${++serial}` }),
      none,
    );
  const row = (unitId: number, top: number | null, bottom = 4) => ({
    ...{ unitId, measure: "feedback-in-time", source: "Báo cáo số 12" },
    figure: top === null ? null : { top, bottom },
  });
  test("is written together: new, changed, taken back", async () => {
    expect(await (await put([row(unit.tranPhu, 1), row(unit.phuongDo, 2)])).json()).toEqual({ month, written: 2, unchanged: 0 });
    expect(await (await put([row(unit.tranPhu, null), row(unit.phuongDo, 2), row(unit.justice, 4)])).json()).toEqual({
      ...{ month, written: 2, unchanged: 1 },
    });
    expect((await standing()).map((r) => [r.unit_id, r.top])).toEqual([
      [unit.justice, 4],
      [unit.phuongDo, 2],
    ]);
    expect((await told()).slice(-2).map((e) => [e.action, e.unit_id])).toEqual([
      ["quality.take-back", unit.tranPhu],
      ["quality.report", unit.justice],
    ]);
  });
  test.each([
    ["more above than below", [row(unit.tranPhu, 1), row(unit.phuongDo, 5)], "quality-top-over-bottom", "rows.1.figure.top"],
    ["the same twice", [row(unit.tranPhu, 1), row(unit.tranPhu, 2)], "quality-figure-twice", "rows.1.measure"],
    ["a unit that is not there", [row(unit.tranPhu, 1), row(999_999, 1)], "not-found", undefined],
  ])("%s: nothing of it is written", async (_, rows, code, at) => {
    const problem = await (await put(rows)).json();
    expect([problem.code, problem.faults?.[0]?.path]).toEqual([code, at]);
    expect(await standing()).toEqual([]);
  });
  test("two who write the same month at once both have their say, and none is broken off", async () => {
    const all = [unit.tranPhu, unit.phuongDo, unit.justice];
    const both = await Promise.all([
      put(all.map((id) => row(id, 1))),
      put([...all].reverse().map((id) => row(id, 2))),
      put(all.map((id) => row(id, 3))),
    ]);
    expect(both.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const tops = (await standing()).map((r) => r.top);
    expect(tops).toHaveLength(3);
    expect(new Set(tops).size).toBe(1);
  });
});
