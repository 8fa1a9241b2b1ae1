import { PassThrough } from "node:stream";
import { csvLine } from "@/lib/files/rules";
import type { RejectedRow } from "../queries";

type Source = { headings: readonly string[]; rows: AsyncIterable<RejectedRow[]>; sentencesOf(row: RejectedRow): string };
const added = ["Dòng trong tệp", "Lý do"];

/** The rejected rows as CSV: byte order mark, the register's own columns, its row number, the reason. Streamed. */
export async function* rejectionsAsCsv({ headings, rows, sentencesOf }: Source, separator: string): AsyncGenerator<string> {
  yield `\ufeff${csvLine([...headings, ...added], separator)}`;
  for await (const some of rows)
    yield some.map((r) => csvLine([...aligned(r.cells, headings.length), String(r.line), sentencesOf(r)], separator)).join("");
}

/** The same as a workbook. Every cell is typed as text, so that nothing in it is ever a formula. */
export function rejectionsAsXlsx({ headings, rows, sentencesOf }: Source): PassThrough {
  const out = new PassThrough();
  const write = async () => {
    // Loaded when asked for: the worker, which has this file with the queries, would carry it for nothing.
    const { default: ExcelJS } = await import("exceljs");
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
    const sheet = book.addWorksheet("Dòng bị loại", { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.columns = [...headings, ...added].map((h, i) => ({
      width: i === headings.length + 1 ? 70 : Math.min(40, Math.max(12, h.length + 2)),
    }));
    const head = sheet.addRow([...headings, ...added]);
    head.font = { bold: true };
    head.commit();
    for await (const some of rows) {
      for (const r of some) sheet.addRow([...aligned(r.cells, headings.length), String(r.line), sentencesOf(r)]).commit();
      await new Promise((resolve) => setImmediate(resolve));
    }
    sheet.commit();
    await book.commit();
  };
  write().catch((error) => out.destroy(error instanceof Error ? error : new Error("the workbook could not be written")));
  return out;
}

const aligned = (cells: readonly string[], width: number) =>
  Array.from({ length: Math.max(width, cells.length) }, (_, i) => cells[i] ?? "").slice(0, width);
