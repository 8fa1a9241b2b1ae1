import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "@/components/ui/table-file";
import { csvLine, fileName, plainCell } from "@/lib/files/rules";
import { unmarked } from "@/lib/words";

/** The cells a spreadsheet makes of text: a quote counts where a cell begins, and what follows its closing is taken as it stands. */
function asExcelReads(text: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at < text.length; ) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    }
    for (; at < text.length && text[at] !== separator && text[at] !== "\r" && text[at] !== "\n"; at += 1) cell += text[at];
    cells.push(cell);
    at += 1;
  }
  return cells;
}

describe("T-78: a text file runs nothing when it is opened", () => {
  test.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+84912345678", "'+84912345678"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1+1", "'  =1+1"],
    ["\t=1", "'\t'=1"],
    ["＝1+1", "'＝1+1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
    ["Phường Trần Phú", "Phường Trần Phú"],
    ["a=b", "a=b"],
    ["Lan,=1+1", "Lan,'=1+1"],
    ['Lan;"=1+1', `Lan;"'=1+1`],
    ["Lan\n-2+3+cmd|' /C calc'!A0", "Lan\n'-2+3+cmd|' /C calc'!A0"],
    ["Lan\t ＝1+1", "Lan\t '＝1+1"],
    ["\t\t=1", "'\t\t'=1"],
    ["Tổ 5, phường Trần Phú; tầng 2", "Tổ 5, phường Trần Phú; tầng 2"],
  ])("text %j leaves as %j, and is read back as it was", (text, plain) => {
    expect(plainCell(text)).toBe(plain);
    expect(unmarked(plain)).toBe(text);
  });

  test("a number stays a number, with the decimal comma", () => {
    expect(plainCell(-1234.5)).toBe("-1234,5");
    expect(plainCell(null)).toBe("");
  });

  test("no cell begins a formula, whatever stood in it, whichever separator it is written with and whichever it is read with", () => {
    const piece = fc.constantFrom(..."=+-@＝＋－＠;,|\t\r\n\" 'a1", "cmd|' /C calc'!A0", "HYPERLINK(1)");
    const cell = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(";", ",", "\t"),
        fc.constantFrom(";", ",", "\t", "|"),
        (cells, written, read) => {
          for (const found of asExcelReads(csvLine(cells, written), read)) expect(found).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        },
      ),
      { numRuns: 3_000 },
    );
  });
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
