import { PassThrough } from "node:stream";
import ExcelJS from "exceljs";
import { z } from "zod";
import { route, streamOf } from "@/app/door";
import { AppError } from "@/lib/errors";

const limitBytes = 2_000_000;
const Cell = z.union([z.string().max(500), z.number(), z.null()]);
const Table = z.strictObject({
  title: z.string().trim().min(1).max(200),
  notes: z.array(z.string().max(300)).max(20),
  columns: z.array(z.string().max(300)).min(1).max(200),
  rows: z.array(z.array(Cell).max(200)).max(5_000),
});

/** Figures that are on somebody's screen already, as a spreadsheet: text stays text, so nothing in it can run as a formula. */
export const POST = route(
  {
    id: "exports.table",
    method: "POST",
    path: "/api/v1/exports/table",
    auth: "overview.view",
    input: {},
    output: "stream",
    audit: "none",
    bodyLimit: "stream",
    summary: { vi: "Xuất một bảng số liệu thành tệp Excel", en: "Make an Excel file of a table of figures" },
  },
  async ({ request }) => {
    const text = await readText(request);
    const table = Table.safeParse(parse(text));
    if (!table.success)
      throw new AppError("invalid", "input", {
        faults: table.error.issues.map((i) => ({ path: `body.${i.path.join(".")}`, code: i.code })),
      });
    const out = new PassThrough();
    void write(table.data, out).catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
    return new Response(streamOf(out), {
      headers: {
        "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "content-disposition": "attachment",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
);

async function write({ title, notes, columns, rows }: z.output<typeof Table>, out: PassThrough): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31), {
    views: [{ state: "frozen", ySplit: notes.length + 3 }],
  });
  sheet.columns = columns.map((name, i) => ({ width: i === 0 ? 42 : Math.min(28, Math.max(12, name.length + 2)) }));
  const head = sheet.addRow([title.normalize("NFC")]);
  head.font = { bold: true, size: 14 };
  head.commit();
  for (const note of notes) sheet.addRow([note.normalize("NFC")]).commit();
  sheet.addRow([]).commit();
  const names = sheet.addRow(columns.map((c) => c.normalize("NFC")));
  names.font = { bold: true };
  names.alignment = { wrapText: true, vertical: "middle" };
  names.commit();
  for (const row of rows) sheet.addRow(row.map((cell) => (typeof cell === "string" ? cell.normalize("NFC") : cell))).commit();
  sheet.commit();
  await book.commit();
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limitBytes) throw new AppError("invalid", "body-too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "not-json");
  }
}
