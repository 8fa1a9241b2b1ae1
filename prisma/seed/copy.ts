import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";

export type Cell = string | number | boolean | Date | Uint8Array | null;

export type Ids = ReadonlyMap<string, number>;

/** Takes the next `count` ids of a table's sequence; answers the first. */
export async function reserve(
  client: pg.Client,
  table:
    | "agency"
    | "area"
    | "unit"
    | "sector"
    | "procedure"
    | "app_user"
    | "camera"
    | "dossier"
    | "dossier_clock_stop"
    | "document"
    | "document_book"
    | "document_task"
    | `meeting${"" | "_participant" | "_item" | "_paper"}`,
  count: number,
): Promise<number> {
  const { rows } = await client.query(
    "select nextval(s)::int as first, setval(s, currval(s) + $2) from pg_get_serial_sequence($1, 'id') s",
    [table, Math.max(0, count - 1)],
  );
  return Number(rows[0]?.first);
}

/** Streams rows into a table (COPY, text format). Table and columns are names of the code, never of a user. */
export async function copyRows(
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const names = columns.map((c) => `"${c}"`).join(", ");
  await pipeline(Readable.from(blocks(rows)), client.query(from(`copy "${table}" (${names}) from stdin`)));
}

function* blocks(rows: Iterable<readonly Cell[]>): Generator<string> {
  let block = "";
  for (const row of rows) {
    block += `${row.map(written).join("\t")}\n`;
    if (block.length > 60_000) {
      yield block;
      block = "";
    }
  }
  if (block) yield block;
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
function written(cell: Cell): string {
  if (cell === null) return "\\N";
  if (cell instanceof Date) return cell.toISOString();
  if (cell instanceof Uint8Array) return `\\\\x${Buffer.from(cell).toString("hex")}`;
  return String(cell).replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c);
}
