import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import * as z from "zod";
import { AppError } from "@/lib/errors";
import { readFile } from "@/lib/files/queries";
import { blindIndex } from "@/lib/secrets";
import { headingKey } from "../headings/reader";
import { type Cell, CityTime, previewRows, type SourceRow } from "../model";
import { cellsOf } from "../running/cells";
import { isSecrecyHeading } from "./headings";
import { isSecretRow, namesOfRow } from "./keys";
import { mostDocumentRows } from "./model";

/** A name of something secret as it may be kept while its files are looked for: by it nobody learns the name. */
export const hashOfName = (name: string, of: "row" | "file") =>
  `${of}:${Buffer.from(blindIndex(name, "import_batch.secret_keys")).toString("hex")}`;

export type Cleaned = { rows: number; sample: SourceRow[]; secretKeys: Set<string> };

/**
 * The rows of a register as they may be stored, a line of JSON each: of one that bears a mark of secrecy there is its number in the file and nothing
 * else. `files`: the column that names files. Tells in `into` how many there are, the first of them, and by what its secret ones would be known among the files. Refuses `too-many-rows`.
 */
export async function* cleaned(
  records: AsyncIterable<readonly SourceRow[]>,
  { headings, files }: { headings: readonly string[]; files: number | undefined },
  into: Cleaned,
): AsyncGenerator<Uint8Array> {
  const secrecy = headings.flatMap((heading, column) => (isSecrecyHeading(headingKey(heading)) ? [column] : []));
  for await (const some of records) {
    let lines = "";
    for (const row of some) {
      if (++into.rows > mostDocumentRows) throw new AppError("refused", "too-many-document-rows");
      const texts = cellsOf(row.cells);
      if (!isSecretRow(texts, secrecy)) {
        if (into.sample.length < previewRows) into.sample.push(row);
        lines += `${JSON.stringify([row.line, row.cells])}\n`;
        continue;
      }
      for (const name of namesOfRow(texts, texts[files ?? -1])) into.secretKeys.add(hashOfName(name, "row"));
      lines += `${JSON.stringify([row.line])}\n`;
    }
    if (lines !== "") yield Buffer.from(lines);
  }
}

const StoredCell = z.union([z.string(), z.number(), z.object({ day: z.string(), minute: z.number().nullable() })]);
const StoredRow = z.tuple([z.int(), z.array(StoredCell)]).or(z.tuple([z.int()]));
/** `cells` is null of a row that bore a mark of secrecy. */
export type CleanRow = { line: number; cells: Cell[] | null };

/** The rows of a stored register. */
export async function* readCleaned(sha: string): AsyncGenerator<CleanRow> {
  for await (const text of createInterface({ input: readFile(sha), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text === "") continue;
    const [line, cells] = StoredRow.parse(JSON.parse(text));
    yield {
      line,
      cells: cells?.map((cell) => (typeof cell === "object" ? new CityTime(cell.day, cell.minute) : cell)) ?? null,
    };
  }
}

/** The same rows without what these lines said. */
export function withoutLines(sha: string, lines: ReadonlySet<number>): Readable {
  return Readable.from(
    (async function* () {
      for await (const { line, cells } of readCleaned(sha))
        yield Buffer.from(`${JSON.stringify(cells === null || lines.has(line) ? [line] : [line, cells])}\n`);
    })(),
    { objectMode: false },
  );
}
