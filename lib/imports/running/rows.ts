import type { db } from "@/lib/db/client";
import { readFile } from "@/lib/files/queries";
import { type Cell, Layout, Mapping, type RawRow, type Reason } from "../model";
import { stored } from "../reading/file";
import { readRecords } from "../reading/source";
import { pick, places } from "./cells";
import { readMachineRows } from "./machine-rows";

export type Batch = NonNullable<Awaited<ReturnType<typeof db.importBatch.findUnique>>>;
type Row = { line: number; cells: readonly Cell[]; raw: RawRow | null; faults: Reason[] };
/** The rows of a batch's file, streamed, by field as its mapping says. */
export async function* rowsOf(batch: Batch): AsyncGenerator<Row[]> {
  const sha = batch.fileSha ?? "";
  if (batch.format === "json") {
    yield* readMachineRows(readFile(sha));
    return;
  }
  const columns = places(Mapping.parse(batch.mapping));
  const format = batch.format === "xlsx" ? "xlsx" : "csv";
  for await (const rows of readRecords(stored(sha), format, Layout.parse(batch.layout)))
    yield rows.map((r) => ({ line: r.line, cells: r.cells, raw: pick(r.cells, columns), faults: [] }));
}
