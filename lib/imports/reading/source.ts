import { AppError } from "@/lib/errors";
import type { Header } from "../headings/reader";
import type { ImportFormat, Layout, SourceRow } from "../model";
import { type Encoding, readCsv, separatorOf } from "./csv";
import type { RegisterFile } from "./file";
import type { SharedTexts } from "./shared-texts";
import { readSheet } from "./sheet";
import { readSharedStrings, readWorkbook } from "./workbook";
import { openArchive } from "./zip";

/** How far down a table may begin, and how many records a look at it brings. */
const lookedAt = 60;
/** A sheet beyond the tenth is not a register. */
export const maxSheets = 10;

/** What begins like a page, a program, a picture, a print or a letter is no register, also behind a byte-order mark. */
const otherKinds =
  /^(\xef\xbb\xbf)?\s*(<|\{|%PDF|%!PS|#!|GIF8|Rar!|7z\xbc\xaf|RIFF|MZ|\x7fELF|\xff\xd8\xff|\x89PNG|MIME-Version:|From )/;

/** What the first bytes say a file is. Throws `xls-old` or `file-kind-unknown`; a name is never believed. */
export async function formatOf(source: RegisterFile): Promise<{ format: Exclude<ImportFormat, "json">; encoding: Encoding }> {
  const start = await source.head(65_536);
  if (start.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"))) return { format: "xlsx", encoding: "utf-8" };
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new AppError("refused", "xls-old");
  if (start[0] === 0xff && start[1] === 0xfe) return { format: "csv", encoding: "utf-16le" };
  if (start.includes(0) || otherKinds.test(start.subarray(0, 64).toString("latin1")))
    throw new AppError("refused", "file-kind-unknown");
  return { format: "csv", encoding: "utf-8" };
}

/** Finds the headings of its kind of register among the first rows. */
type HeaderOf = (rows: readonly SourceRow[]) => Header | null;
export type Look = { layout: Layout; first: SourceRow[] };

/** Finds the table in a file: the sheet, its heading row, and its first records. Throws `table-not-found` or why it cannot be read. */
export async function lookInto(
  source: RegisterFile,
  { format, encoding }: { format: ImportFormat; encoding: Encoding },
  headerOf: HeaderOf,
): Promise<Look> {
  if (format === "xlsx") return lookIntoWorkbook(source, headerOf);
  const separator = separatorOf(await headText(source, encoding));
  const rows = await firstRows(readCsv(source.read(), { separator, encoding }));
  const header = headerOf(rows);
  if (!header) throw new AppError("refused", "table-not-found");
  return { layout: { sheet: null, ...placed(header), separator, encoding }, first: header.records };
}

export async function headText(source: RegisterFile, encoding: Encoding): Promise<string> {
  return new TextDecoder(encoding).decode(await source.head(65_536));
}
const placed = (h: { headerLine: number; headings: string[] }) => ({ headerLine: h.headerLine, headings: h.headings });

async function lookIntoWorkbook(source: RegisterFile, headerOf: HeaderOf): Promise<Look> {
  const archive = await openArchive(await source.whole());
  try {
    const workbook = await readWorkbook(archive);
    let best: (Look & { score: number }) | null = null;
    for (const sheet of workbook.sheets.slice(0, maxSheets)) {
      // The texts a first row refers to come first in the file, so the many of a long register need not be unpacked to look at it.
      const references: number[] = [];
      const marked = { ...workbook, textOf: (i: number) => `\u0000${references.push(i) - 1}` };
      const raw = await firstRows(readSheet(archive.read(sheet.part), marked));
      const texts = await readSharedStrings(archive, Math.max(-1, ...references) + 1);
      const rows = raw.map((row) => ({
        line: row.line,
        cells: row.cells.map((c) =>
          typeof c === "string" && c.startsWith("\u0000") ? texts.at(references[Number(c.slice(1))] ?? -1) : c,
        ),
      }));
      texts.close();
      const header = headerOf(rows);
      if (header && header.score > (best?.score ?? 0))
        best = {
          layout: { sheet: sheet.name, ...placed(header), separator: null, encoding: "utf-8" },
          first: header.records,
          score: header.score,
        };
    }
    if (!best) throw new AppError("refused", "table-not-found");
    return { layout: best.layout, first: best.first };
  } finally {
    archive.close();
  }
}

async function firstRows(source: AsyncGenerator<SourceRow[]>): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const some of source) {
    rows.push(...some);
    if (rows.length >= lookedAt) break;
  }
  return rows.slice(0, lookedAt);
}

/** The records of a register, below its headings, streamed. */
export async function* readRecords(source: RegisterFile, format: "xlsx" | "csv", layout: Layout): AsyncGenerator<SourceRow[]> {
  if (format === "csv") {
    yield* below(readCsv(source.read(), { separator: layout.separator ?? ";", encoding: layout.encoding }), layout.headerLine);
    return;
  }
  const archive = await openArchive(await source.whole());
  let texts: SharedTexts | null = null;
  try {
    const workbook = await readWorkbook(archive);
    const sheet = workbook.sheets.find((s) => s.name === layout.sheet);
    if (!sheet) throw new AppError("refused", "table-not-found");
    const known = await readSharedStrings(archive);
    texts = known;
    yield* below(readSheet(archive.read(sheet.part), { ...workbook, textOf: (i) => known.at(i) }), layout.headerLine);
  } finally {
    texts?.close();
    archive.close();
  }
}
async function* below(source: AsyncGenerator<SourceRow[]>, headerLine: number): AsyncGenerator<SourceRow[]> {
  let isPast = false;
  for await (const rows of source) {
    const records = isPast ? rows : rows.filter((r) => r.line > headerLine);
    isPast = (rows.at(-1)?.line ?? 0) > headerLine;
    if (records.length > 0) yield records;
  }
}
