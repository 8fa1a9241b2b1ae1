import { AppError } from "@/lib/errors";
import { cellText } from "../headings/reader";
import type { SourceRow } from "../model";
import { readCsv, separatorOf } from "./csv";
import { inMemory, type RegisterFile, stored } from "./file";
import { readSheet } from "./sheet";
import { formatOf, headText, maxSheets } from "./source";
import { readSharedStrings, readWorkbook } from "./workbook";
import { openArchive } from "./zip";

/** A row as text; `line` is the one a spreadsheet shows. */
export type TextRow = { line: number; cells: string[] };

/**
 * The visible sheets of a small file as text, whatever they hold: for what is no register of dossiers. The file is judged by its
 * first bytes, as a register is; past `maxRows` in a sheet it is refused (`too-many-rows`).
 */
export const readTables = (sha: string, maxRows: number): Promise<TextRow[][]> => tablesIn(stored(sha), maxRows);
/** The same of a file that holds secrets: it is read from memory and stored nowhere. */
export const readSecretTables = (bytes: Buffer, maxRows: number): Promise<TextRow[][]> => tablesIn(inMemory(bytes), maxRows);

async function tablesIn(source: RegisterFile, maxRows: number): Promise<TextRow[][]> {
  const { format, encoding } = await formatOf(source);
  if (format === "csv") {
    const separator = separatorOf(await headText(source, encoding));
    return [await textOf(readCsv(source.read(), { separator, encoding }), maxRows)];
  }
  const archive = await openArchive(await source.whole());
  try {
    const workbook = await readWorkbook(archive);
    const texts = await readSharedStrings(archive);
    try {
      const sheets: TextRow[][] = [];
      for (const sheet of workbook.sheets.slice(0, maxSheets))
        sheets.push(await textOf(readSheet(archive.read(sheet.part), { ...workbook, textOf: (i) => texts.at(i) }), maxRows));
      return sheets;
    } finally {
      texts.close();
    }
  } finally {
    archive.close();
  }
}

async function textOf(source: AsyncGenerator<SourceRow[]>, maxRows: number): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for await (const some of source) {
    for (const { line, cells } of some) rows.push({ line, cells: cells.map(cellText) });
    if (rows.length > maxRows) throw new AppError("refused", "too-many-rows");
  }
  return rows;
}
