import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { putFile } from "@/lib/files/commands";
import { csvLine } from "@/lib/files/rules";
import { headerOf } from "@/lib/imports/headings/header";
import { CityTime, maxRows, type SourceRow } from "@/lib/imports/model";
import { readCsv, separatorOf } from "@/lib/imports/reading/csv";
import { stored } from "@/lib/imports/reading/file";
import { readObjects } from "@/lib/imports/reading/machine";
import { readSheet } from "@/lib/imports/reading/sheet";
import { formatOf, lookInto, readRecords } from "@/lib/imports/reading/source";
import { showsDate } from "@/lib/imports/reading/workbook";
import { unmarked } from "@/lib/words";
import { bytes } from "./importing";
import { partsOf, type SheetCell, serialOf, workbookOf } from "./samples/workbook";
import { type ZipPart, zipOf } from "./samples/zip";

beforeAll(() => {
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    DATA_DIR: mkdtempSync(join(tmpdir(), "vong-lau-reading-")),
  });
});

/** What a file would become: its layout and all of its records. Small chunks, so that every cut falls somewhere. */
async function read(content: Buffer | string) {
  const { sha } = await putFile(bytes(content, 997), { maxBytes: 300e6 });
  const source = stored(sha);
  const { format, encoding } = await formatOf(source);
  const { layout } = await lookInto(source, { format, encoding }, headerOf);
  const rows: SourceRow[] = [];
  for await (const some of readRecords(source, format, layout)) rows.push(...some);
  return { format, layout, rows };
}
const refusal = (content: Buffer | string) =>
  read(content).then(
    () => "taken",
    (error) => error.code ?? String(error),
  );
const head = ["Mã hồ sơ", "Tên TTHC", "Chủ hồ sơ", "Ngày tiếp nhận"];

describe("xlsx", () => {
  test("texts, numbers, dates, inline and formula texts, errors; titles above are passed over", async () => {
    const rows: SheetCell[][] = [
      ["SỔ THEO DÕI"],
      [],
      head,
      [
        "H22.15.7-230105-0001",
        { inline: "Đăng ký khai sinh" },
        { formula: "A1", cached: "Lan & Mai <3" },
        { serial: serialOf("2023-01-05", 495) },
      ],
      ["", "", "", ""],
      ["H22.15.7-230105-0002", { error: "#N/A" }, 912345678, { serial: serialOf("2023-01-06") }],
    ];
    const { format, layout, rows: records } = await read(workbookOf(rows));
    expect(format).toBe("xlsx");
    expect(layout).toMatchObject({ sheet: "Sổ", headerLine: 3, headings: head });
    expect(records).toEqual([
      { line: 4, cells: ["H22.15.7-230105-0001", "Đăng ký khai sinh", "Lan & Mai <3", new CityTime("2023-01-05", 495)] },
      { line: 6, cells: ["H22.15.7-230105-0002", "#N/A", 912345678, new CityTime("2023-01-06", null)] },
    ]);
  });

  test("the epoch of 1904", async () => {
    const { rows } = await read(
      workbookOf([head, ["a", "b", "c", { serial: serialOf("2023-01-05") - 1462 }]], { date1904: true }),
    );
    expect(rows[0]?.cells[3]).toEqual(new CityTime("2023-01-05", null));
  });

  test("the sheet with the best headings is the register; hidden ones are not looked at", async () => {
    const parts = partsOf([["Hướng dẫn", "đọc kỹ"]]);
    const register = partsOf([head, ["x", "y", "z", "05/01/2023"]]);
    const sheet = register.find((p) => p.name.includes("sheet1"));
    const texts = register.find((p) => p.name.includes("sharedStrings"));
    const book = zipOf([
      ...parts.filter((p) => !/workbook.xml|sharedStrings/.test(p.name)),
      { name: "xl/sharedStrings.xml", data: String(texts?.data) },
      { name: "xl/worksheets/sheet2.xml", data: String(sheet?.data) },
      {
        name: "xl/workbook.xml",
        data: '<workbook xmlns:r="r"><sheets><sheet name="Ẩn" sheetId="1" state="hidden" r:id="rId2"/><sheet name="Một" sheetId="2" r:id="rId1"/><sheet name="Hai" sheetId="3" r:id="rId2"/></sheets></workbook>',
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        data: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
      },
    ]);
    expect((await read(book)).layout.sheet).toBe("Hai");
  });

  test("a number format that shows a date", () => {
    for (const format of ["dd/mm/yyyy", "yyyy\\-mm\\-dd;@", "[$-42A]d mmmm yyyy", "h:mm"]) expect(showsDate(format)).toBe(true);
    for (const format of ["0.00", "General", '#,##0 "đồng"', "[Red]0", "@"]) expect(showsDate(format)).toBe(false);
  });

  const good = () => partsOf([head, ["x", "y", "z", "05/01/2023"]]);
  const swapped = (name: string, data: string | Buffer): ZipPart[] =>
    good().map((p) => (p.name.endsWith(name) ? { ...p, data } : p));
  const doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  const sheetOf = (inside: string) => `<worksheet><sheetData>${inside}</sheetData></worksheet>`;

  test.each<[string, () => Buffer, string]>([
    ["a duplicate entry", () => zipOf([...good(), { name: "xl/workbook.xml", data: "<x/>" }]), "xlsx-hostile"],
    [
      "too many entries",
      () => zipOf([...good(), ...Array.from({ length: 300 }, (_, i) => ({ name: `x${i}`, data: "" }))]),
      "xlsx-hostile",
    ],
    ["a name that climbs out", () => zipOf([...good(), { name: "../evil.xml", data: "x" }]), "xlsx-hostile"],
    ["a name that begins at the root", () => zipOf([...good(), { name: "/etc/cron.d/evil", data: "x" }]), "xlsx-hostile"],
    ["a name of a drive", () => zipOf([...good(), { name: "C:/evil.xml", data: "x" }]), "xlsx-hostile"],
    [
      "an entry that is a link to elsewhere",
      () => zipOf([...good(), { name: "xl/media/a.xml", data: "/etc/passwd", mode: 0o120777 }]),
      "xlsx-hostile",
    ],
    ["an encrypted entry", () => zipOf([...good(), { name: "secret", data: "x", encrypted: true }]), "xlsx-hostile"],
    [
      "many entries that unpack the same bytes",
      () => {
        const body = "<x/>".repeat(200_000);
        const copies = Array.from({ length: 100 }, (_, i) => ({ name: `copy${i}.xml`, data: body, sharing: "body.xml" }));
        return zipOf([...good(), { name: "body.xml", data: body }, ...copies]);
      },
      "xlsx-hostile",
    ],
    [
      "an entry that reaches into the next",
      () => zipOf([{ name: "quoted.xml", data: "<x/>", claims: { packed: 300 } }, ...good()]),
      "xlsx-hostile",
    ],
    ["a bomb of spaces", () => zipOf(swapped("sheet1.xml", sheetOf(" ".repeat(20_000_000)))), "xlsx-hostile"],
    [
      "a bomb in the shared texts",
      () => zipOf(swapped("sharedStrings.xml", `<sst><si><t>${"a".repeat(20_000_000)}</t></si></sst>`)),
      "xlsx-hostile",
    ],
    [
      "a size that lies",
      () =>
        zipOf(
          swapped("sheet1.xml", sheetOf(`<row>${"<c/>".repeat(300_000)}</row>`)).map((p) =>
            p.name.includes("sheet1") ? { ...p, claims: { bytes: 500 } } : p,
          ),
        ),
      "xlsx-broken",
    ],
    [
      "an entity in the sheet",
      () =>
        zipOf(
          swapped("sheet1.xml", `${doctype}<worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`),
        ),
      "xlsx-hostile",
    ],
    [
      "an entity in the shared texts",
      () => zipOf(swapped("sharedStrings.xml", `${doctype}<sst><si><t>&a;</t></si></sst>`)),
      "xlsx-hostile",
    ],
    ["tags nested without end", () => zipOf(swapped("sheet1.xml", sheetOf("<a>".repeat(5_000)))), "xlsx-hostile"],
    [
      "a flood of attributes",
      () => {
        const attributes = Array.from({ length: 90_000 }, (_, i) => ` a${i.toString(36)}="${(i * 7) % 1_000}"`).join("");
        return zipOf(swapped("sheet1.xml", sheetOf(`<row r="1"${attributes}><c r="A1"><v>1</v></c></row>`)));
      },
      "xlsx-hostile",
    ],
    ["the same attribute twice", () => zipOf(swapped("sheet1.xml", sheetOf('<row r="1" r="2"/>'))), "xlsx-broken"],
    [
      "an instruction without an end",
      () => zipOf(swapped("sheet1.xml", `<?evil ${Array.from({ length: 300_000 }, (_, i) => i).join(" ")}`)),
      "xlsx-hostile",
    ],
    [
      "a comment without an end",
      () => zipOf(swapped("sheet1.xml", `<!--${Array.from({ length: 300_000 }, (_, i) => i).join(" ")}`)),
      "xlsx-hostile",
    ],
    [
      "a text between tags without an end",
      () => zipOf(swapped("sheet1.xml", sheetOf(Array.from({ length: 300_000 }, (_, i) => i).join(" ")))),
      "xlsx-hostile",
    ],
    [
      "a million empty cells of a row",
      () => zipOf(swapped("sheet1.xml", sheetOf(`<row r="1">${"<c/>".repeat(1_000_000)}</row>`))),
      "xlsx-hostile",
    ],
    [
      "a cell that never ends",
      () =>
        zipOf(
          swapped(
            "sheet1.xml",
            sheetOf(`<row r="1"><c r="A1" t="str"><v>${Array.from({ length: 40_000 }, (_, i) => i % 10).join("")}</v></c></row>`),
          ),
        ),
      "cell-too-long",
    ],
    [
      "a cell far to the right",
      () => zipOf(swapped("sheet1.xml", sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'))),
      "too-many-columns",
    ],
    [
      "bytes that are no UTF-8",
      () => zipOf(swapped("sheet1.xml", Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c, 0x2f, 0x61, 0x3e]))),
      "xlsx-broken",
    ],
    [
      "rows numbered backwards",
      () => zipOf(swapped("sheet1.xml", sheetOf('<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'))),
      "xlsx-broken",
    ],
    ["broken XML", () => zipOf(swapped("sheet1.xml", "<worksheet><sheetData><row>")), "xlsx-broken"],
    ["no workbook inside", () => zipOf([{ name: "word/document.xml", data: "<x/>" }]), "file-kind-unknown"],
    ["a cut archive", () => zipOf(good()).subarray(0, 400), "xlsx-broken"],
    ["an old .xls", () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), "xls-old"],
    ["a picture", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]), "file-kind-unknown"],
    ["a web page", () => Buffer.from("<html><table></table></html>"), "file-kind-unknown"],
    [
      "no headings",
      () =>
        workbookOf([
          ["a", "b"],
          ["c", "d"],
        ]),
      "table-not-found",
    ],
  ])("T-30, T-31, T-32: %s is refused at once and in little memory", async (_, make, code) => {
    const content = make();
    const before = process.memoryUsage().rss;
    // Processor time: what else the machine does is not counted.
    const start = process.cpuUsage();
    expect(await refusal(content)).toBe(code);
    expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });

  test("an instruction that ends says nothing to us", async () => {
    const [sheet] = good().filter((p) => p.name.endsWith("sheet1.xml"));
    const told = String(sheet?.data).replace(
      "<worksheet",
      '<?evil do="it"?><?xml-stylesheet href="http://evil.example"?><worksheet',
    );
    expect((await read(zipOf(swapped("sheet1.xml", told)))).rows).toHaveLength(1);
  });

  test.each([
    ["a merge of seventeen thousand million cells", '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'],
    [
      "a validation of as many",
      '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
    ],
  ])("%s is not looked at", async (_, extra) => {
    const { rows } = await read(workbookOf([head, ["x", "y", "z", "05/01/2023"]], { extra }));
    expect(rows).toHaveLength(1);
  });
});

describe("csv", () => {
  const lines = (separator: string) =>
    `${head.join(separator)}\r\nx${separator}"y${separator} ""z"""${separator}w${separator}05/01/2023\r\n`;
  test.each([
    ["semicolons", lines(";"), ";"],
    ["commas", lines(","), ","],
    ["tabs", lines("\t"), "\t"],
    ["a byte order mark", `\ufeff${lines(";")}`, ";"],
    ["a title above", `SỔ THEO DÕI, NĂM 2023\r\n\r\n${lines(";")}`, ";"],
  ])("%s", async (_, content, separator) => {
    const { format, layout, rows } = await read(content);
    expect({ format, separator: layout.separator, headings: layout.headings }).toEqual({
      format: "csv",
      separator,
      headings: head,
    });
    expect(rows.map((r) => r.cells)).toEqual([["x", `y${separator} "z"`, "w", "05/01/2023"]]);
  });

  test("UTF-16 as old spreadsheets write it", async () => {
    const { layout, rows } = await read(Buffer.from(`\ufeff${lines("\t")}`, "utf16le"));
    expect([layout.encoding, layout.headings, rows.length]).toEqual(["utf-16le", head, 1]);
  });

  test.each([
    ["bytes of an old code page", Buffer.from("M\xb7 h\xe5 s\xac;Ch\xf1;Ng\xb5y\r\n1;2;3\r\n", "latin1"), "csv-encoding"],
    ["a quote never closed", `${lines(";")}"${"dòng\r\n".repeat(200_000)}`, "csv-quote-open"],
    ["ten thousand columns", `${lines(";")}${"a;".repeat(10_000)}\r\n`, "too-many-columns"],
    ["nothing like a register", "xin chào\r\n", "table-not-found"],
  ])("%s is refused", async (_, content, code) => expect(await refusal(content)).toBe(code));

  test.each([
    ["a line", "a"],
    ["a quoted field", '"a'],
  ])("%s without an end is refused after its first few hundred thousand characters", async (_, start) => {
    let given = 0;
    async function* endless() {
      yield Buffer.from(lines(";") + start);
      for (; ; given += 65_536) yield Buffer.alloc(65_536, "a");
    }
    const readOn = async () => {
      for await (const _rows of readCsv(endless(), { separator: ";", encoding: "utf-8" }));
    };
    await expect(readOn()).rejects.toMatchObject({ code: "csv-quote-open" });
    expect(given).toBeLessThan(500_000);
  });

  test("quoted fields with line breaks, quotes and separators, cut anywhere, are what was written", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => [`a${i}`, `"${i}"\r\nhai;ba`, "", i % 2 ? 'x"y' : "Đống Đa", ";"]);
    const written = rows
      .map((r) => r.map((c) => (/[";\r\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join(";"))
      .join("\r\n");
    for (const size of [1, 2, 3, 5, 7, 11, 64, 100_000]) {
      const read: unknown[] = [];
      for await (const some of readCsv(bytes(written, size), { separator: ";", encoding: "utf-8" }))
        read.push(...some.map((r) => r.cells));
      expect(read).toEqual(rows);
    }
  });

  test("what goes out as CSV comes in again as it was, whatever stood in it and whichever separator the file has", async () => {
    const cell = fc.oneof(
      fc.constantFrom("=1+1", "＝1", " -2", "a|b;c,d", 'nói "không"', "dòng 1\r\ndòng 2", "Nguyễn Thị Ánh"),
      fc.string().map((s) => s.replaceAll("\0", "")),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(";", ",", "\t", "|"),
        async (cells, separator) => {
          const line = csvLine(["có", ...cells], separator);
          const rows: SourceRow[] = [];
          for await (const some of readCsv(bytes(line, 7), { separator, encoding: "utf-8" })) rows.push(...some);
          expect(rows.map((r) => r.cells.map((c) => unmarked(String(c))))).toEqual([["có", ...cells.map(unmarked)]]);
        },
      ),
    );
  });

  test("a stray quote inside a name is a letter", async () => {
    const rows: SourceRow[] = [];
    for await (const some of readCsv(Readable.from([Buffer.from('a;Cty "Sao" Mai;b\r\n')]), {
      separator: ";",
      encoding: "utf-8",
    }))
      rows.push(...some);
    expect(rows[0]?.cells).toEqual(["a", 'Cty "Sao" Mai', "b"]);
  });

  test("the separator is what cuts the lines alike, not what occurs in the texts", () => {
    expect(separatorOf("a;b;c\r\n1;2, 3, 4, 5;6\r\n7;8, 9;10\r\n")).toBe(";");
    expect(separatorOf('a,b,c\n"x;y;z;t",2,3\n')).toBe(",");
  });
});

describe("a machine's rows", () => {
  const objects = async (text: string, size = 7) => {
    const found: unknown[] = [];
    for await (const some of readObjects(Readable.from(bytes(text, size)))) found.push(...some.map((o) => o.value));
    return found;
  };
  const two = [{ a: 'Đ"}]{', b: { c: [1, "\\"] } }, { a: null }];
  test.each([1, 2, 3, 64, 10_000])("an array, lines, and pretty lines, cut every %i bytes", async (size) => {
    expect(await objects(JSON.stringify(two), size)).toEqual(two);
    expect(await objects(JSON.stringify(two, null, 2), size)).toEqual(two);
    expect(await objects(`${two.map((o) => JSON.stringify(o)).join("\n")}\n`, size)).toEqual(two);
  });
  test("however objects stand on their lines, and wherever they are cut, they are the same objects", async () => {
    const object = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
    const written = fc.record({
      object,
      indent: fc.constantFrom(0, 1),
      end: fc.constantFrom("\n", "\r\n", " ", "", "\n\n"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(written, { maxLength: 8 }), fc.integer({ min: 1, max: 200 }), async (rows, size) => {
        const text = rows.map((row) => `${JSON.stringify(row.object, null, row.indent)}${row.end}`).join("");
        expect(await objects(text, size)).toEqual(rows.map((row) => JSON.parse(JSON.stringify(row.object))));
      }),
    );
  });
  test.each([
    '[{"a":1}',
    '{"a":1',
    '[{"a":}]',
    "1",
    '[{"a":1}] x',
    '{"a":1},{"a":2}',
    "[[1]]",
    `[{"a":"${"x".repeat(70_000)}"}]`,
  ])("%s is no JSON of rows", async (text) => expect(objects(text)).rejects.toMatchObject({ code: "not-json" }));
  test.each([
    ["an array", '[{"a":1},{"a":2,"b":{"c":0,"\\u0063":0}},{"a":3}]'],
    ["lines", '{"a":1}\n{"__proto__":{},"__proto__":{}}\n'],
  ])("T-29: %s with a row that names a member twice is refused, and which row is said", async (_, text) => {
    for (const size of [1, 7, 10_000])
      await expect(objects(text, size)).rejects.toMatchObject({ code: "named-twice", more: { detail: { row: 2 } } });
  });
  test("the row that is no JSON is said", async () =>
    expect(objects('{"a":1}\n{"a":}\n')).rejects.toMatchObject({ code: "not-json", more: { detail: { row: 2 } } }));
});

test("T-31: a million rows are read and one more is refused, of whatever kind", async () => {
  const many = async function* (row: (n: number) => string, before = "") {
    yield Buffer.from(before);
    for (let n = 1; n <= maxRows + 1; n += 1_000)
      yield Buffer.from(Array.from({ length: Math.min(1_000, maxRows + 2 - n) }, (_, i) => row(n + i)).join(""));
  };
  const reading = {
    csv: () =>
      readCsv(
        many((n) => `${n}\n`),
        { separator: ";", encoding: "utf-8" },
      ),
    ndjson: () => readObjects(Readable.from(many((n) => `{"a":${n}}\n`))),
    sheet: () =>
      readSheet(
        many((n) => `<row r="${n}"><c r="A${n}"><v>${n}</v></c></row>`, "<worksheet><sheetData>"),
        { dateStyles: [], usesEpoch1904: false, textOf: () => "" },
      ),
  };
  for (const [kind, start] of Object.entries(reading)) {
    let kept = 0;
    const readOn = async () => {
      for await (const rows of start()) kept += rows.length;
    };
    await expect(readOn(), kind).rejects.toMatchObject({ code: "too-many-rows" });
    expect(kept, kind).toBeGreaterThan(maxRows - 100_000);
    expect(kept, kind).toBeLessThanOrEqual(maxRows);
  }
});
