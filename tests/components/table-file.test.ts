import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsv } from "@/components/ui/table-file";
import { csvLine, fileName, plainCell } from "@/lib/files/rules";

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+84912345678", "'+84912345678"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["  =1+1", "'  =1+1"],
  ["\t=1", "'\t=1"],
  ["＝1+1", "'＝1+1"],
  ["＠SUM(A1)", "'＠SUM(A1)"],
  ["Phường Trần Phú", "Phường Trần Phú"],
  ["a=b", "a=b"],
])("text %j leaves as %j", (text, plain) => {
  expect(plainCell(text)).toBe(plain);
});

test("a number stays a number, with the decimal comma", () => {
  expect(plainCell(-1234.5)).toBe("-1234,5");
  expect(plainCell(null)).toBe("");
});

test("no cell of a file begins a formula, whatever stood in it", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), (cells) => {
      for (const cell of cells) expect(plainCell(cell)).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    }),
  );
});

test("a table says what it is of, quotes what needs it, and opens as Unicode", () => {
  const csv = toCsv({ title: "Xếp hạng", notes: ["Kỳ: Quý I/2023"], columns: ["Đơn vị", "n"], rows: [['Phường "A"; B', 12]] });
  expect(csv).toBe('\ufeffXếp hạng\r\nKỳ: Quý I/2023\r\n\r\nĐơn vị;n\r\n"Phường ""A""; B";12\r\n');
});

test("no cell begins a second one, whichever separator the reader takes", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), (cells) => {
      // A reader of quoted fields, told the other separator: it must not find more starts of cells than were written.
      for (const cell of cells) {
        const line = csvLine([cell]).slice(0, -2);
        if (/[;,\t\r\n]/.test(cell)) expect(line.startsWith('"') && line.endsWith('"')).toBe(true);
      }
    }),
  );
});

test("a file is named without diacritics", () => {
  expect(fileName("Đúng hạn: theo đơn vị")).toBe("dung-han-theo-don-vi");
  expect(fileName("…")).toBe("bang");
});
