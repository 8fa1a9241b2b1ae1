import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedFigures } from "@/components/quality/grid";
import { sheetFaultText } from "@/lib/quality/labels";
import { isPoints, type Reported, reportable, reportedMeasures } from "@/lib/quality/model";
import { judgeSheet, reportOf } from "@/lib/quality/rules";
import { sheetFaultCodes } from "@/lib/quality/sheet/model";
import { readCount, readMonth, readSheet } from "@/lib/quality/sheet/read";
import { sheetHeadings } from "@/lib/quality/sheet/wording";
import { sheetLines } from "@/lib/quality/sheet/write";
import { formatNumber } from "@/lib/words";

const month = "2026-10";
const units = [
  { id: 3, code: "H22.15.7", name: "Phường Trần Phú" },
  { id: 5, code: "H22.15.9", name: "Xã Phương Độ" },
];
const unitOf = (code: string) => units.find((u) => u.code === code)?.id ?? null;
const headings = ["Tháng", "Mã đơn vị", "Đơn vị", "Mã số liệu", "Tử số là", "Mẫu số là", "Tử số", "Mẫu số", "Căn cứ"];
const rowsOf = (cells: readonly (readonly (string | number | null)[])[]) =>
  [["Số liệu báo cáo chỉ số phục vụ 10/2026"], ["Ghi chú"], [], headings, ...cells].map((row, i) => ({
    line: i + 1,
    cells: row.map((cell) => (cell === null ? "" : String(cell))),
  }));
const judged = (cells: readonly (readonly (string | number | null)[])[]) =>
  judgeSheet(readSheet(rowsOf(cells)) ?? [], { month, unitOf });
const line = (over: Partial<Record<(typeof headings)[number], string>> = {}) => {
  const plain = [
    "10/2026",
    "H22.15.7",
    "Phường Trần Phú",
    "feedback-in-time",
    "đúng hạn",
    "nhận được",
    "3",
    "4",
    "Báo cáo số 12",
  ];
  return headings.map((heading, i) => over[heading] ?? plain[i] ?? "");
};

describe("a month's sheet", () => {
  test("asks each figure no record tells of each unit, and has what stands filled in", () => {
    const standing = { recordedAt: "", recordedBy: "", source: "Báo cáo số 12" };
    const reported: Reported[] = [
      { unitId: 5, measure: "feedback-in-time", top: 1, bottom: 2, ...standing },
      { unitId: 3, measure: "tt01-one-stop", top: 9, bottom: 5, ...standing },
    ];
    const lines = sheetLines(month, units, reported, "vi");
    // Two units with every figure nobody's records tell, and one that is reported in place of a counted one.
    expect(lines).toHaveLength(2 * reportedMeasures.length + 1);
    expect(lines.filter((cells) => cells[6] !== null)).toEqual([
      expect.arrayContaining(["10/2026", "H22.15.9", "Xã Phương Độ", "feedback-in-time", 1, 2, "Báo cáo số 12"]),
      expect.arrayContaining(["H22.15.7", "tt01-one-stop", 9, 5]),
    ]);
  });

  test("what is written is read again as it was, whatever was filled in", () => {
    const figure = fc
      .record({
        unit: fc.constantFrom(...units),
        measure: fc.constantFrom(...reportable),
        bottom: fc.nat(1_000_000),
        part: fc.nat(100),
      })
      .map(({ unit, measure, bottom, part }) => ({
        ...{ unitId: unit.id, measure, bottom, source: "Báo cáo số 12; =1+1" },
        top: Math.floor((bottom * (isPoints(measure) ? 2 : 1) * part) / 100),
        ...{ recordedAt: "", recordedBy: "" },
      }));
    fc.assert(
      fc.property(fc.uniqueArray(figure, { selector: (f) => `${f.unitId} ${f.measure}` }), (reported) => {
        const told = judged(sheetLines(month, units, reported, "en"));
        const plain = (rows: readonly { unitId: number; measure: string; top: number; bottom: number; source: string }[]) =>
          rows.map((r) => `${r.unitId} ${r.measure} ${r.top} ${r.bottom} ${r.source}`).sort();
        expect(told.rejected).toEqual([]);
        expect(
          plain(told.rows.map(({ figure, ...r }) => ({ ...r, top: figure?.top ?? -1, bottom: figure?.bottom ?? -1 }))),
        ).toEqual(plain(reported));
      }),
    );
  });

  test.each([
    ["the month of another sheet", line({ Tháng: "09/2026" }), "other-month", "Tháng: “09/2026” không phải tháng đang nhập."],
    [
      "a unit nobody knows",
      line({ "Mã đơn vị": "H22.99" }),
      "unit-unknown",
      "Mã đơn vị: Không có đơn vị nào mang mã “H22.99” trong tháng này.",
    ],
    ["a figure there is not", line({ "Mã số liệu": "on-time" }), "measure-unknown", "Mã số liệu: Không có số liệu mã “on-time”."],
    ["a number that is none", line({ "Tử số": "ba" }), "number-unreadable", "Tử số: “ba” không phải số đếm từ 0 trở lên."],
    ["a number below nought", line({ "Tử số": "-1" }), "number-unreadable", "Tử số: “-1” không phải số đếm từ 0 trở lên."],
    ["one number without the other", line({ "Mẫu số": "" }), "half-filled", "Mẫu số: Còn trống trong khi số kia đã ghi."],
    ["more above than below", line({ "Tử số": "5" }), "top-over-bottom", "Tử số: 5 lớn hơn mức có thể có của mẫu số."],
    ["no document", line({ "Căn cứ": "" }), "source-missing", "Căn cứ: Chưa ghi văn bản làm căn cứ."],
    ["a document as long as a letter", line({ "Căn cứ": "x".repeat(301) }), "source-long", "Căn cứ: Dài quá 300 ký tự."],
  ])("%s is a fault at its column, in words", (_, cells, code, sentence) => {
    const { rows, rejected } = judged([cells]);
    expect(rows).toEqual([]);
    expect(rejected).toMatchObject([{ line: 5, unit: "Phường Trần Phú", faults: [{ code }] }]);
    expect(rejected[0]?.faults.map((fault) => sheetFaultText("vi", fault))).toEqual([sentence]);
  });
  test("what stands twice is a fault of the second line, which names the first; every fault of a line is told", () => {
    const { rows, rejected } = judged([line(), line({ "Tử số": "x", Tháng: "" }), line({ "Mã đơn vị": "H22.15.9" })]);
    expect(rows).toHaveLength(2);
    expect(rejected).toMatchObject([
      { line: 6, faults: [{ code: "other-month" }, { code: "number-unreadable" }, { code: "twice", value: "5" }] },
    ]);
    expect(sheetFaultCodes).toContain("twice");
  });
  test("lines without numbers say nothing, and points may be twice as many", () => {
    const { rows, blank, rejected } = judged([
      line({ "Tử số": "", "Mẫu số": "", "Căn cứ": "" }),
      line({ "Mã số liệu": "tt01-agencies", "Tử số": "8" }),
    ]);
    expect([rows.length, blank, rejected.length]).toEqual([1, 1, 0]);
  });
  test("columns stand in any order, under headings as people write them; without them it is no sheet", () => {
    const rows = [
      ["CĂN CỨ (số, ngày văn bản)", "mẫu số", "Tử  số", "ma so lieu", "Mã Đơn Vị", "THÁNG"],
      ["Báo cáo số 12", "1.200", "1.000", "feedback-in-time", "H22.15.7", "2026-10-01"],
    ].map((cells, i) => ({ line: i + 1, cells }));
    expect(judgeSheet(readSheet(rows) ?? [], { month, unitOf }).rows).toEqual([
      { unitId: 3, measure: "feedback-in-time", figure: { top: 1000, bottom: 1200 }, source: "Báo cáo số 12" },
    ]);
    expect(readSheet(rowsOf([]).map((row) => ({ ...row, cells: row.cells.slice(0, 5) })))).toBeNull();
  });
  test("of a sheet with many faults the first are told and all are counted", () => {
    const told = reportOf(judged(Array.from({ length: 700 }, () => line({ "Tử số": "x" }))), null);
    expect([told.isWritten, told.rejected, told.lines.length]).toEqual([false, 700, 500]);
  });
});

test("a count is a whole number from nought on, with points between thousands or without", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (n) => {
      expect([readCount(String(n)), readCount(formatNumber("vi", n))]).toEqual([n, n]);
    }),
  );
  for (const text of ["", "1.5", "1,5", "1e3", "12.34", "-1", "1 000", "1000000001", "٣"]) expect(readCount(text)).toBeNull();
});
test.each([
  ["10/2026", "2026-10"],
  ["2026-10", "2026-10"],
  ["01/10/2026", "2026-10"],
  ["1/10/2026", "2026-10"],
  ["2026-10-01", "2026-10"],
  ["2026-10-01 00:00", "2026-10"],
  ["15/10/2026", null],
  ["Tháng mười", null],
  ["", null],
])("a month is read however a spreadsheet program makes it over: %s", (text, is) => {
  expect(readMonth(text)).toBe(is);
});

describe("what was typed for all units", () => {
  const typed = (cells: Record<string, string>) =>
    changedFigures(units, [{ unitId: 3, top: 1, bottom: 2 }], {
      ...{ measure: "feedback-in-time", source: "Báo cáo" },
      cellOf: (unitId, part) => cells[`${part}-${unitId}`] ?? "",
    });
  const row = (unitId: number, figure: { top: number; bottom: number } | null) => ({
    ...{ unitId, measure: "feedback-in-time", figure, source: "Báo cáo" },
  });
  test.each([
    ["nothing changed", { "top-3": "1", "bottom-3": "2" }, { rows: [] }],
    ["another number", { "top-3": "2", "bottom-3": "2" }, { rows: [row(3, { top: 2, bottom: 2 })] }],
    ["both emptied", {}, { rows: [row(3, null)] }],
    [
      "a new one, of nothing",
      { "top-3": "1", "bottom-3": "2", "top-5": "0", "bottom-5": "0" },
      { rows: [row(5, { top: 0, bottom: 0 })] },
    ],
    ["half of one", { "top-3": "1", "bottom-3": "2", "top-5": "3" }, { half: "Xã Phương Độ" }],
  ])("%s", (_, cells, is) => {
    expect(typed(cells)).toEqual(is);
  });
});

test("each column and each fault has its words", () => {
  for (const code of sheetFaultCodes)
    for (const locale of ["vi", "en"] as const)
      expect(sheetFaultText(locale, { field: "top", code, value: "7" }).length).toBeGreaterThan(8);
  expect(Object.values(sheetHeadings).map((words) => words.vi)).toEqual(headings);
});
