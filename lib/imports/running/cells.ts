import * as z from "zod";
import { open, seal } from "@/lib/secrets";
import { cellText } from "../headings/reader";
import { type Cell, CityTime, type SourceRow } from "../model";

export const places = <F extends string>(mapping: Partial<Record<F, number>>): [F, number][] =>
  Object.entries<number | undefined>(mapping).flatMap(([field, column]) =>
    column === undefined ? [] : [[field as F, column] as [F, number]],
  );

/** A row by field, as the mapping says. */
export function pick<F extends string>(
  cells: readonly Cell[],
  columns: readonly (readonly [F, number])[],
): Partial<Record<F, Cell>> {
  const raw: Partial<Record<F, Cell>> = {};
  for (const [field, column] of columns) raw[field] = cells[column] ?? "";
  return raw;
}
/** The cells as a person wrote them. */
export const cellsOf = (cells: readonly Cell[]): string[] => Array.from(cells, cellText);

const Stored = z.array(
  z.object({
    line: z.int(),
    cells: z.array(z.union([z.string(), z.number(), z.object({ day: z.string(), minute: z.number().nullable() })])),
  }),
);
const place = "import_batch.sample";
/** The first rows of a register, sealed: they name persons. */
export const sealSample = (rows: readonly SourceRow[]) => seal(JSON.stringify(rows), place);
export function openSample(sealed: Uint8Array): SourceRow[] {
  return Stored.parse(JSON.parse(open(sealed, place))).map((row) => ({
    line: row.line,
    cells: row.cells.map((c) => (typeof c === "object" ? new CityTime(c.day, c.minute) : c)),
  }));
}
