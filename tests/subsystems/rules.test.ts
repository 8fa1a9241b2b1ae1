import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figureFaultWords } from "@/lib/subsystems/labels";
import { figureFaults, type MeasureGrain, type SentFigure } from "@/lib/subsystems/model";
import { endOf, judgeFigures, type Known, readFigureSheet, readNumber, readStretch, staleFrom } from "@/lib/subsystems/rules";

describe("numbers as people and programs write them", () => {
  test.each([
    ["1234", "1234"],
    ["1234.5", "1234.5"],
    ["1234,5", "1234.5"],
    ["1.234.567", "1234567"],
    ["1,234,567", "1234567"],
    ["1.234,5", "1234.5"],
    ["1,234.5", "1234.5"],
    ["12 345", "12345"],
    ["12\u00a0345,60", "12345.6"],
    ["-3", "-3"],
    ["−3,25", "-3.25"],
    ["+7", "7"],
    ["0.123", "0.123"],
    ["0", "0"],
    ["-0", "0"],
    ["007", "7"],
    ["98,60", "98.6"],
    ["0.1", "0.1"],
    ["123456789012345.123456", "123456789012345.123456"],
  ])("%s is %s", (text, number) => {
    expect(readNumber(text)).toBe(number);
  });
  test.each([
    ["1.234", "number-ambiguous"],
    ["1,234", "number-ambiguous"],
    ["123.456", "number-ambiguous"],
    ["", "number-unreadable"],
    ["nhiều", "number-unreadable"],
    ["12%", "number-unreadable"],
    ["1e5", "number-unreadable"],
    ["=1+1", "number-unreadable"],
    ["1.2.3", "number-unreadable"],
    ["1,23,456", "number-unreadable"],
    ["12.", "number-unreadable"],
    ["1.234,5,6", "number-unreadable"],
    ["0x10", "number-unreadable"],
    ["NaN", "number-unreadable"],
    ["Infinity", "number-unreadable"],
    ["1234567890123456", "number-too-large"],
    ["0.1234567", "too-many-decimals"],
  ])("%s is not guessed: %s", (text, fault) => {
    expect(readNumber(text)).toBe(fault);
  });
  test("property: what is read is exactly what was written, in either way of marking", () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 1, max: 9_999 }));
    fc.assert(
      fc.property(digits, ([whole, fraction]) => {
        // Three digits behind one mark would be two numbers.
        const text = String(fraction).padStart(4, "0");
        const wanted = `${whole}.${text.replace(/0+$/, "")}`;
        const grouped = (mark: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);
        expect(readNumber(`${whole}.${text}`)).toBe(wanted);
        expect(readNumber(`${whole},${text}`)).toBe(wanted);
        expect(readNumber(`${grouped(".")},${text}`)).toBe(wanted);
        expect(readNumber(`${grouped(",")}.${text}`)).toBe(wanted);
      }),
    );
  });
  test("property: whatever is written is a number or has a reason", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        const read = readNumber(text);
        expect(/^-?\d{1,15}(\.\d{1,6})?$/.test(read) || (figureFaults as readonly string[]).includes(read)).toBe(true);
      }),
    );
  });
});

describe("periods as people and programs write them", () => {
  test.each<[string, MeasureGrain, string | null]>([
    ["2026-10-05", "DAY", "2026-10-05"],
    ["05/10/2026", "DAY", "2026-10-05"],
    ["10/2026", "DAY", null],
    ["2026-10-05", "MONTH", "2026-10-31"],
    ["10/2026", "MONTH", "2026-10-31"],
    ["2026-2", "MONTH", "2026-02-28"],
    ["Tháng 2/2028", "MONTH", "2028-02-29"],
    ["Q3/2026", "MONTH", null],
    ["Q3/2026", "QUARTER", "2026-09-30"],
    ["2026-Q4", "QUARTER", "2026-12-31"],
    ["Quý 1/2026", "QUARTER", "2026-03-31"],
    ["2/2026", "QUARTER", "2026-03-31"],
    ["2026", "QUARTER", null],
    ["2026", "YEAR", "2026-12-31"],
    ["Năm 2025", "YEAR", "2025-12-31"],
    ["Quý 2/2026", "YEAR", "2026-12-31"],
    ["31/02/2026", "DAY", null],
    ["13/2026", "MONTH", null],
    ["Q5/2026", "QUARTER", null],
    ["hôm qua", "DAY", null],
    ["", "YEAR", null],
  ])("%s of a %s is %s", (text, grain, on) => {
    expect(readStretch(text, grain)).toBe(on);
  });
});

const known: Known = {
  measure: (name) =>
    ({
      cases: { id: 1, place: "AREA" as const, grain: "DAY" as const, decimals: 0 },
      stations: { id: 2, place: "CITY" as const, grain: "QUARTER" as const, decimals: 0 },
      coverage: { id: 3, place: "UNIT" as const, grain: "YEAR" as const, decimals: 1 },
    })[name] ?? null,
  unit: (code) => (code === "H22.15.7" ? { id: 3, isReached: true } : code === "H22.15.9" ? { id: 5, isReached: false } : null),
  area: (code) => (code === "00691" ? 2 : null),
  today: "2026-11-28",
};
const row = (sent: Partial<SentFigure>): SentFigure => ({
  measure: "stations",
  unit: "",
  area: "",
  on: "Q3/2026",
  value: "783",
  ...sent,
});
describe("rows of figures", () => {
  test("each is taken as what it says, of the place its measure is told of", () => {
    const rows = [
      row({}),
      row({ measure: "cases", area: "00691", on: "27/11/2026", value: "12" }),
      row({ measure: "coverage", unit: "H22.15.7", on: "2026", value: "98,6" }),
      // Of the quarter that runs, what it has come to.
      row({ on: "Q4/2026" }),
    ];
    expect(judgeFigures(rows, known)).toEqual({
      taken: [
        { measureId: 2, unitId: null, areaId: null, on: "2026-09-30", value: "783" },
        { measureId: 1, unitId: null, areaId: 2, on: "2026-11-27", value: "12" },
        { measureId: 3, unitId: 3, areaId: null, on: "2026-12-31", value: "98.6" },
        { measureId: 2, unitId: null, areaId: null, on: "2026-12-31", value: "783" },
      ],
      refused: [],
    });
  });
  test.each<[Partial<SentFigure>, string, string]>([
    [{ measure: "masts" }, "measure", "measure-unknown"],
    [{ unit: "H22.15.7" }, "unit", "unit-not-wanted"],
    [{ area: "00691" }, "area", "area-not-wanted"],
    [{ measure: "coverage", unit: "H22.99", on: "2026" }, "unit", "unit-unknown"],
    [{ measure: "coverage", unit: "H22.15.9", on: "2026" }, "unit", "unit-not-reached"],
    [{ measure: "coverage", on: "2026" }, "unit", "unit-unknown"],
    [{ measure: "cases", area: "99999", on: "2026-11-27" }, "area", "area-unknown"],
    [{ measure: "cases", area: "00691", on: "2026-11-29" }, "on", "on-in-future"],
    [{ on: "Q1/2027" }, "on", "on-in-future"],
    [{ on: "khi nào" }, "on", "on-unreadable"],
    [{ value: "1.234" }, "value", "number-ambiguous"],
    [{ value: "7,5" }, "value", "too-many-decimals"],
  ])("%j is refused: %s, %s", (sent, field, code) => {
    expect(judgeFigures([row(sent)], known)).toMatchObject({ taken: [], refused: [{ row: 1, field, code }] });
  });
  test("of two about the same the second is refused, in whatever words", () => {
    const { taken, refused } = judgeFigures([row({}), row({ on: "30/09/2026", value: "784" })], known);
    expect([taken.length, refused[0]?.code, refused[0]?.row]).toEqual([1, "twice", 2]);
  });
  test("property: every row is taken or refused, once", () => {
    const text = fc.oneof(
      fc.constantFrom("stations", "coverage", "H22.15.7", "00691", "Q3/2026", "2026", "12"),
      fc.string({ maxLength: 12 }),
    );
    const any = fc.record({ measure: text, unit: text, area: text, on: text, value: text });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (rows) => {
        const { taken, refused } = judgeFigures(rows, known);
        expect(taken.length + refused.length).toBe(rows.length);
        expect(new Set(taken.map((one) => JSON.stringify([one.measureId, one.unitId, one.areaId, one.on]))).size).toBe(
          taken.length,
        );
      }),
    );
  });
  test("each reason has a sentence in both languages", () => {
    for (const fault of figureFaults)
      for (const words of Object.values(figureFaultWords[fault])) expect(words.length).toBeGreaterThan(10);
  });
});

test("a sheet is found by its headings, whatever stands above and beside them", () => {
  const lines = [
    ["Báo cáo hạ tầng số"],
    [],
    ["STT", "Kỳ", "Mã số liệu", "Ghi chú", "Giá trị", "Mã đơn vị"],
    ["1", "Q3/2026", "stations", "x", "783", ""],
  ].map((cells, i) => ({ line: i + 1, cells }));
  expect(readFigureSheet(lines)).toEqual([{ line: 4, sent: row({}) }]);
  expect(readFigureSheet(lines.slice(0, 2))).toBeNull();
});
test("stretches end where the calendar has them end, and silence is too long after one and a half cadences", () => {
  expect(["DAY", "MONTH", "QUARTER", "YEAR"].map((grain) => endOf(grain as MeasureGrain, "2026-11-28"))).toEqual([
    ...["2026-11-28", "2026-11-30", "2026-12-31", "2026-12-31"],
  ]);
  expect(staleFrom(new Date("2026-11-28T00:00:00Z"), 24)?.toISOString()).toBe("2026-11-29T12:00:00.000Z");
  expect(staleFrom(null, 24)).toBeNull();
});
