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

/** No record is longer; where one seems to be, a quote was never closed. */
const maxRecordLength = 262_144;
const quote = 34;
const carriageReturn = 13;

/**
 * Cuts CSV (RFC 4180) into records. Few lines of a register have a quoted line break in them, so a line is cut whole where
 * it can be; a parser that looks at each byte took four times as long. A quote inside a plain field is a letter like any other.
 */
class Cutter {
  private rest = "";
  constructor(private readonly separator: string) {}

  *feed(text: string, isLast: boolean): Generator<string[]> {
    const all = this.rest === "" ? text : this.rest + text;
    let at = 0;
    while (at < all.length) {
      const end = all.indexOf("\n", at);
      if (end < 0 && !isLast) break;
      const stop = end < 0 ? all.length : end;
      const line = all.slice(at, withoutReturn(all, at, stop));
      if (!line.includes('"')) {
        if (line.length > maxRecordLength) throw new AppError("refused", "csv-quote-open");
        yield line.split(this.separator);
        at = stop + 1;
        continue;
      }
      const record = this.quoted(all, at, isLast);
      if (!record) break;
      yield record.fields;
      at = record.next;
    }
    this.rest = all.slice(at);
    if (this.rest.length > maxRecordLength) throw new AppError("refused", "csv-quote-open");
  }

  /** The record that begins here, field by field; null when the text ends within it. */
  private quoted(all: string, start: number, isLast: boolean): { fields: string[]; next: number } | null {
    const fields: string[] = [];
    for (let at = start; ; ) {
      let field = "";
      if (all.charCodeAt(at) === quote) {
        for (at++; ; at++) {
          const close = all.indexOf('"', at);
          if (close < 0 && isLast) throw new AppError("refused", "csv-quote-open");
          if (close < 0 || (close === all.length - 1 && !isLast)) return null;
          field += all.slice(at, close);
          at = close + 1;
          if (all.charCodeAt(at) !== quote) break;
          field += '"';
        }
      }
      const lineEnd = all.indexOf("\n", at);
      if (lineEnd < 0 && !isLast) return null;
      const stop = lineEnd < 0 ? all.length : lineEnd;
      const fieldEnd = all.indexOf(this.separator, at);
      if (fieldEnd < 0 || fieldEnd >= stop) {
        fields.push(field + all.slice(at, withoutReturn(all, at, stop)));
        return { fields, next: stop + 1 };
      }
      fields.push(field + all.slice(at, fieldEnd));
      at = fieldEnd + 1;
    }
  }
}
const withoutReturn = (all: string, start: number, stop: number) =>
  stop > start && all.charCodeAt(stop - 1) === carriageReturn ? stop - 1 : stop;

/** The records of a CSV file that hold anything; `line` is the record's number, which is the row a spreadsheet shows. */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  options: { separator: string; encoding: Encoding },
): AsyncGenerator<SourceRow[]> {
  const cutter = new Cutter(options.separator);
  let line = 0;
  let kept = 0;
  for await (const { text, isLast } of withLast(decoded(source, options.encoding))) {
    const rows: SourceRow[] = [];
    for (const cells of cutter.feed(text, isLast)) {
      line++;
      if (cells.every(isBlank)) continue;
      if (cells.length > maxColumns && !cells.slice(maxColumns).every(isBlank))
        throw new AppError("refused", "too-many-columns", { detail: { line } });
      if (cells.some((cell) => cell.length > maxCellLength)) throw new AppError("refused", "cell-too-long", { detail: { line } });
      if (++kept > maxRows) throw new AppError("refused", "too-many-rows");
      rows.push({ line, cells });
    }
    if (rows.length > 0) yield rows;
  }
}
const isBlank = (cell: string) => cell === "" || cell.trim() === "";

async function* withLast(texts: AsyncIterable<string>): AsyncGenerator<{ text: string; isLast: boolean }> {
  for await (const text of texts) yield { text, isLast: false };
  yield { text: "", isLast: true };
}
