import { searchable } from "@/lib/words";

export type SheetRow = { line: number; cells: readonly string[] };
/** A line below the headings, by field; a column the table lacks is not there, an empty cell is "". */
export type HeadedRow<F extends string> = { line: number; cells: Partial<Record<F, string>> };
/** What a table is told by: how each field is called, without diacritics and marks, and the fields it is none without. */
export type Headings<F extends string> = { words: Readonly<Record<F, readonly string[]>>; needed: readonly F[] };
export type HeadedTable<F extends string> = {
  rows: HeadedRow<F>[];
  /** The headings as they stand, each with what it was taken for. */
  headings: { text: string; field: F | null }[];
};

/** No table begins further down. */
const lookedAt = 40;
const keyOf = (heading: string): string =>
  searchable(heading)
    .replace(/\([^()]*\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** The lines of a table below its heading row, the one among the first forty that names most; null where none names what is needed. */
export function headedTable<F extends string>(rows: readonly SheetRow[], { words, needed }: Headings<F>): HeadedTable<F> | null {
  const fieldOf = new Map<string, F>();
  for (const field in words) for (const word of words[field]) fieldOf.set(word, field);
  let best: { at: number; columns: Map<F, number> } | null = null;
  for (let at = 0; at < Math.min(rows.length, lookedAt); at++) {
    const columns = new Map<F, number>();
    for (const [column, heading] of (rows[at]?.cells ?? []).entries()) {
      const field = fieldOf.get(keyOf(heading));
      if (field && !columns.has(field)) columns.set(field, column);
    }
    if (needed.every((field) => columns.has(field)) && columns.size > (best?.columns.size ?? 0)) best = { at, columns };
  }
  if (!best) return null;
  const { at, columns } = best;
  const named = new Map([...columns].map(([field, column]) => [column, field]));
  return {
    headings: (rows[at]?.cells ?? []).flatMap((cell, column) => {
      const text = cell.normalize().trim();
      return text === "" ? [] : [{ text, field: named.get(column) ?? null }];
    }),
    rows: rows.slice(at + 1).map(({ line, cells }) => {
      const row: HeadedRow<F>["cells"] = {};
      for (const [field, column] of columns) row[field] = (cells[column] ?? "").normalize().trim();
      return { line, cells: row };
    }),
  };
}
