import { searchable } from "@/lib/words";
import { type SheetField, sheetFields } from "./model";

/** Headings as the sheet has them, and as people shorten them; without diacritics and marks. */
const words: Readonly<Record<SheetField, readonly string[]>> = {
  month: ["thang", "month"],
  unitCode: ["ma don vi", "unit code"],
  unit: ["don vi", "ten don vi", "unit"],
  measure: ["ma so lieu", "figure code"],
  topName: ["tu so la", "so lieu", "top is"],
  bottomName: ["mau so la", "tren tong so", "bottom is"],
  top: ["tu so", "top"],
  bottom: ["mau so", "bottom"],
  source: ["can cu", "can cu so ngay van ban", "basis", "source"],
};
const fieldOf = new Map(sheetFields.flatMap((field) => words[field].map((word): [string, SheetField] => [word, field])));
/** Without these a table is no sheet of a month. */
const needed: readonly SheetField[] = ["month", "unitCode", "measure", "top", "bottom", "source"];
const keyOf = (heading: string): string =>
  searchable(heading)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

type Row = { line: number; cells: readonly string[] };
/** A line below the headings, by field; "" where a cell is empty or the column is not there. */
export type SheetLine = { line: number } & Record<SheetField, string>;

/** The lines of a month's sheet below its headings, which stand among the first forty rows; null where they do not. */
export function readSheet(rows: readonly Row[]): SheetLine[] | null {
  for (let at = 0; at < Math.min(rows.length, 40); at++) {
    const columns = new Map<SheetField, number>();
    for (const [column, heading] of (rows[at]?.cells ?? []).entries()) {
      const field = fieldOf.get(keyOf(heading));
      if (field && !columns.has(field)) columns.set(field, column);
    }
    if (!needed.every((field) => columns.has(field))) continue;
    return rows.slice(at + 1).flatMap(({ line, cells }) => {
      const said = Object.fromEntries(
        sheetFields.map((field) => [field, (cells[columns.get(field) ?? -1] ?? "").normalize().replace(/\s+/g, " ").trim()]),
      ) as Record<SheetField, string>;
      return sheetFields.every((field) => said[field] === "") ? [] : [{ line, ...said }];
    });
  }
  return null;
}

/** A month as the sheet has it, or as a spreadsheet program makes it over: "11/2026", "2026-11", "01/11/2026", "2026-11-01". */
export function readMonth(text: string): string | null {
  const plain = text.replace(/[ T]00:00(?::00)?$|^00:00(?::00)? /, "");
  const [, year, month] = /^(\d{4})-(\d{2})(?:-01)?$/.exec(plain) ?? [];
  if (year && month) return `${year}-${month}`;
  const [, monthOnly, yearLast] = /^(?:0?1[/.-])?(\d{1,2})[/.-](\d{4})$/.exec(plain) ?? [];
  return monthOnly && yearLast ? `${yearLast}-${monthOnly.padStart(2, "0")}` : null;
}

/** A count from nought on, with or without points between thousands; null for anything else. */
export function readCount(text: string): number | null {
  if (!/^(?:\d{1,10}|\d{1,3}(?:\.\d{3}){1,3})$/.test(text)) return null;
  const count = Number(text.replaceAll(".", ""));
  return count <= 1_000_000_000 ? count : null;
}
