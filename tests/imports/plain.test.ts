import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SourceRow } from "@/lib/imports/model";
import { readSheet } from "@/lib/imports/reading/sheet";
import { readSharedStrings } from "@/lib/imports/reading/workbook";
import { bytes } from "./importing";

const escaped = (text: string) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
const text = fc.constantFrom("", "12", "Lan", "Đống Đa 😀", "a & b", "x < y", "]", "]]", "hai\ndòng", "a > b", " ", "\u00a0x");

async function rowsOf(sheet: string, size: number): Promise<SourceRow[]> {
  const found: SourceRow[] = [];
  const ready = { dateStyles: [], usesEpoch1904: false, textOf: (i: number) => `#${i}` };
  for await (const some of readSheet(bytes(sheet, size), ready)) found.push(...some);
  return found;
}
async function textsOf(part: string, size: number): Promise<string[]> {
  const texts = await readSharedStrings({ names: [], has: () => true, read: () => bytes(part, size), close: () => undefined });
  try {
    return Array.from({ length: texts.length }, (_, i) => texts.at(i));
  } finally {
    texts.close();
  }
}
const refusal = (reading: Promise<unknown>) =>
  reading.then(
    () => "taken",
    (error) => error.code ?? String(error),
  );

/** What is no row, though it reads like one. */
const decoys = [
  "",
  "\n  ",
  '<!-- <row r="99999"><c r="A99999"><v>1</v></c></row> -->',
  '<!-- </row><row r="99999"><c r="A99999"><v>1</v></c></row> -->',
  '<?note </row><row r="99999"><c r="A99999"><v>1</v></c></row> ?>',
];
type Cells = readonly string[];
const place = (row: number, column: number) => `${String.fromCharCode(65 + column)}${row}`;
/** The same row as programs write it, and as they do not. */
const spellings: ((row: number, cells: Cells) => string)[] = [
  (row, cells) =>
    `<row r="${row}" spans="1:3" x14ac:dyDescent="0.25">${cells.map((c, i) => (c === "" ? `<c r="${place(row, i)}" s="1"/>` : `<c r="${place(row, i)}" s="1" t="str"><v>${escaped(c)}</v></c>`)).join("")}</row>`,
  (row, cells) =>
    `<row spans="1:3" r='${row}' >${cells.map((c, i) => `<c t='str' r="${place(row, i)}"><v>${escaped(c)}</v></c>`).join("\n")}</row >`,
  (row, cells) =>
    `<row r="${row}">${cells.map((c) => `<c t="inlineStr"><is><t>${escaped(c)}</t></is></c>`).join("<!-- </row> -->")}</row>`,
  (row, cells) =>
    `<row r="${row}">${cells.map((c, i) => `<c r="${place(row, i)}" t="str"><f>A1</f><v><![CDATA[${c.replaceAll("]]", "]")}]]></v></c>`).join("")}</row>`,
];

describe("rows that are cut out before the parser sees them", () => {
  test("are what the parser would have read, however the others are written and wherever the bytes are cut", async () => {
    const line = fc.record({
      cells: fc.array(text, { minLength: 1, maxLength: 4 }),
      spelling: fc.integer({ min: 0, max: spellings.length - 1 }),
      decoy: fc.constantFrom(...decoys),
      isSelfClosed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 400 }), async (lines, size) => {
        const written = lines.map(({ cells, spelling, decoy, isSelfClosed }, i) => {
          const row = spellings[spelling]?.(i * 2 + 2, cells) ?? "";
          return `${isSelfClosed ? `<row r="${i * 2 + 1}"/>` : ""}${decoy}${row}`;
        });
        const sheet = `<worksheet><!-- <sheetData> --><sheetData>${written.join("")}</sheetData><x/></worksheet>`;
        const expected = lines.flatMap(({ cells, spelling }, i) => {
          const kept = cells.map((c) => (spelling === 3 ? c.replaceAll("]]", "]") : c));
          while (kept.at(-1) === "") kept.pop();
          return kept.length === 0 ? [] : [{ line: i * 2 + 2, cells: kept }];
        });
        expect(await rowsOf(sheet, size)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  const plain = (row: number) => `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`;
  test.each<[string, string, string]>([
    ["a tag that is never closed before them", `<sheetData><a>${plain(1)}</sheetData>`, "xlsx-broken"],
    ["a row within a row", `<sheetData>${plain(1)}<row r="2">${plain(3)}</sheetData>`, "xlsx-broken"],
    ["letters between them", `<sheetData>${plain(1)}<row r="2"><c r="A2"><v>1</v></row></sheetData>`, "xlsx-broken"],
    ["an end of something else", `<sheetData>${plain(1)}</sheet></sheetData>`, "xlsx-broken"],
    ["nothing after them", `<sheetData>${plain(1)}`, "xlsx-broken"],
    ["a row cut off after them", `<sheetData>${plain(1)}<row r="2"><c r="A2"><v>1`, "xlsx-broken"],
    ["a document type after them", `<sheetData>${plain(1)}<!DOCTYPE x><a/></sheetData>`, "xlsx-broken"],
    ["an entity of one's own in one", `<sheetData><row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData>`, "xlsx-broken"],
    ["a control character in one", `<sheetData><row r="1"><c r="A1"><v>\u0001</v></c></row></sheetData>`, "xlsx-broken"],
  ])("%s is refused as ever", async (_, inside, code) => {
    for (const size of [1, 7, 10_000]) expect(await refusal(rowsOf(`<worksheet>${inside}</worksheet>`, size))).toBe(code);
  });

  test.each([
    ["a value", '<row r="1"><c r="A1" t="str"><v>'],
    ["a tag", '<row r="1'],
    ["a comment", "<!-- "],
  ])("%s that does not end is not gathered for as long as it goes on", async (_, start) => {
    let given = 0;
    async function* endless() {
      yield Buffer.from(`<worksheet><sheetData>${start}`);
      for (; ; given += 65_536) yield Buffer.alloc(65_536, "a");
    }
    const readOn = async () => {
      const ready = { dateStyles: [], usesEpoch1904: false, textOf: String };
      for await (const _rows of readSheet(endless(), ready));
    };
    expect(await refusal(readOn())).toBe("xlsx-hostile");
    expect(given).toBeLessThan(2_000_000);
  });
});

test("shared texts that are cut out before the parser sees them are what it would have read", async () => {
  const spelled: ((c: string) => string)[] = [
    (c) => `<si><t>${escaped(c)}</t></si>`,
    (c) => `<si><t xml:space="preserve">${escaped(c)}</t></si>`,
    (c) => `<si><r><rPr><b/></rPr><t>${escaped(c)}</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>`,
    (c) => `<si ><t>${escaped(c)}</t></si >`,
    (c) => `<!-- <si><t>no</t></si> --><si><t>${escaped(c)}</t></si>`,
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, fc.constantFrom(...spelled)), { maxLength: 15 }),
      fc.integer({ min: 1, max: 300 }),
      async (said, size) => {
        const part = `<?xml version="1.0"?><sst xmlns="m" count="9" uniqueCount="9">${said.map(([c, spell]) => spell(c)).join("\n")}</sst>`;
        expect(await textsOf(part, size)).toEqual(said.map(([c]) => c));
      },
    ),
    { numRuns: 300 },
  );
  for (const broken of [
    "<sst><si><t>a</t></si>",
    "<sst><si><t>a</t></si></x></sst>",
    "<sst><si><t>a</t></si><si><t>b</si></sst>",
  ])
    expect(await refusal(textsOf(broken, 5))).toBe("xlsx-broken");
});
