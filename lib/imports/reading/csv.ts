import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { AppError } from "@/lib/errors";
import { maxCellLength, maxColumns, maxRows, type SourceRow } from "../model";

export const separators = [";", ",", "\t", "|"] as const;
export type Encoding = "utf-8" | "utf-16le";

/** Text of bytes, as they come; bytes that are no text end it with `csv-encoding` (old TCVN3 and VNI files do). */
export async function* decoded(source: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of source) {
      const text = decoder.decode(chunk, { stream: true });
      if (text.includes("\0")) throw new AppError("refused", "csv-encoding");
      yield text;
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new AppError("refused", "csv-encoding") : error;
  }
}

/** The separator that cuts most of the first lines into equally many pieces, and many of them. */
export function separatorOf(sample: string): string {
  const lines = unquoted(sample)
    .split(/\r\n|\n|\r/)
    .filter((l) => l.trim() !== "")
    .slice(0, 40);
  let best = { separator: ";", score: 0 };
  for (const separator of separators) {
    const counts = lines.map((l) => l.split(separator).length - 1).filter((n) => n > 0);
    const often = new Map<number, number>();
    for (const n of counts) often.set(n, (often.get(n) ?? 0) + 1);
    const score = Math.max(0, ...[...often].map(([n, times]) => times * Math.min(n, 12)));
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}
const unquoted = (text: string) => text.replace(/"(?:[^"]|"")*"/g, "");

/** The records of a CSV file that hold anything; `line` is the record's number, which is the row a spreadsheet shows. */
export async function* readCsv(
  source: Readable,
  options: { separator: string; encoding: Encoding },
): AsyncGenerator<SourceRow[]> {
  const parser = parse({
    bom: true,
    delimiter: options.separator,
    relax_column_count: true,
    // A stray quote inside a name is a letter like any other.
    relax_quotes: true,
    max_record_size: 262_144,
  });
  const text = Readable.from(decoded(source, options.encoding));
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  let line = 0;
  let kept = 0;
  let rows: SourceRow[] = [];
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line++;
      if (record.every((cell) => cell.trim() === "")) continue;
      if (record.length > maxColumns && record.slice(maxColumns).some((c) => c !== ""))
        throw new AppError("refused", "too-many-columns", { detail: { line } });
      if (record.some((cell) => cell.length > maxCellLength))
        throw new AppError("refused", "cell-too-long", { detail: { line } });
      if (++kept > maxRows) throw new AppError("refused", "too-many-rows");
      rows.push({ line, cells: record });
      if (rows.length === 500) {
        yield rows;
        rows = [];
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? new AppError("refused", csvFault(error), { detail: { line: line + 1 } }) : error;
  } finally {
    text.destroy();
    source.destroy();
  }
  if (rows.length > 0) yield rows;
}
function csvFault(error: CsvError): string {
  return error.code === "CSV_MAX_RECORD_SIZE" || error.code === "CSV_QUOTE_NOT_CLOSED" ? "csv-quote-open" : "csv-broken";
}
