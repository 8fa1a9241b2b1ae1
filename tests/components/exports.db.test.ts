import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import * as route from "@/app/api/v1/exports/table/route";
import { mintSession, requestOf } from "../auth/people";
import { foundCity, user } from "../city";

beforeAll(foundCity);
const path = "/api/v1/exports/table";
const none = { params: Promise.resolve({}) };
const table = {
  title: "Đúng hạn: theo đơn vị",
  notes: ["Kỳ: Quý I/2023"],
  columns: ["Đơn vị", "Đúng hạn (%)"],
  rows: [
    ["Phường Trần Phú", 97.8],
    ["=HYPERLINK(1)", null],
  ],
};
const send = async (who: number, body: unknown) =>
  route.POST(requestOf(await mintSession(who), path, { method: "POST", body, key: "k" }), none);

test("T-78: a table becomes a spreadsheet: numbers stay numbers, and text that looks like a formula stays text", async () => {
  const answer = await send(user.leader, table);
  expect(answer.status).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.read(Readable.from([Buffer.from(await answer.arrayBuffer())]));
  const sheet = book.worksheets[0];
  const value = (cell: string) => sheet?.getCell(cell).value;
  expect(sheet?.name).toBe("Đúng hạn  theo đơn vị");
  expect([value("A1"), value("A2"), value("A4"), value("B4")]).toEqual([table.title, table.notes[0], ...table.columns]);
  expect([value("A5"), value("B5")]).toEqual(["Phường Trần Phú", 97.8]);
  expect(value("A6")).toBe("=HYPERLINK(1)");
  expect(sheet?.getCell("A6").formula).toBeUndefined();
});

test.each([
  ["something else", { ...table, extra: 1 }],
  ["a cell that is no text and no number", { ...table, rows: [[{ formula: "1+1" }, 1]] }],
  ["too many rows", { ...table, rows: Array.from({ length: 5_001 }, () => ["x"]) }],
  ["no columns", { ...table, columns: [] }],
])("%s is refused", async (_, body) => {
  const answer = await send(user.leader, body);
  expect([answer.status, (await answer.json()).code]).toEqual([400, "input"]);
});
