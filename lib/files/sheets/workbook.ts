import { PassThrough } from "node:stream";
import ExcelJS from "exceljs";
import type { Cell, SheetHead } from "../rules";
import { isWanted } from "./paced";

type Rows = AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
const dateFormat = "dd/mm/yyyy hh:mm";

/** A workbook written while its rows come. Text is typed as text, so that nothing in it can run as a formula. */
export function writeWorkbook({ title, notes, columns, groups = [], wraps = false }: SheetHead, rows: Rows): PassThrough {
  const out = new PassThrough();
  const write = async () => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
    const sheet = book.addWorksheet(title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31), {
      views: [{ state: "frozen", ySplit: notes.length + (groups.length > 0 ? 4 : 3) }],
    });
    sheet.columns = columns.map((name, i) => ({
      width: wraps ? (i === 0 ? 14 : 36) : i === 0 ? 42 : Math.min(28, Math.max(12, name.length + 2)),
    }));
    const head = sheet.addRow([title.normalize("NFC")]);
    head.font = { bold: true, size: 14 };
    head.commit();
    for (const note of notes) sheet.addRow([note.normalize("NFC")]).commit();
    sheet.addRow([]).commit();
    if (groups.length > 0) {
      const over = sheet.addRow(groups.flatMap(({ name, span }) => [name.normalize("NFC"), ...Array<string>(span - 1).fill("")]));
      over.font = { bold: true };
      over.alignment = { wrapText: true, vertical: "middle", horizontal: "center" };
      let from = 1;
      for (const { name, span } of groups) {
        if (name !== "" && span > 1) sheet.mergeCells(over.number, from, over.number, from + span - 1);
        from += span;
      }
      over.commit();
    }
    const names = sheet.addRow(columns.map((c) => c.normalize("NFC")));
    names.font = { bold: true };
    names.alignment = { wrapText: true, vertical: "middle" };
    names.commit();
    for await (const some of rows) {
      for (const cells of some) {
        const row = sheet.addRow(cells.map((cell) => (typeof cell === "string" ? cell.normalize("NFC") : cell)));
        if (wraps) row.alignment = { wrapText: true, vertical: "top" };
        cells.forEach((cell, i) => {
          if (cell instanceof Date) row.getCell(i + 1).numFmt = dateFormat;
        });
        row.commit();
      }
      if (!(await isWanted(out))) return;
    }
    sheet.commit();
    await book.commit();
  };
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
