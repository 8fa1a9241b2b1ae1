import { searchable } from "@/lib/words";
import { writtenTime } from "../judging/times";
import { type Cell, CityTime, maxColumns, type SourceRow } from "../model";

/** A heading as it is compared: no diacritics, marks, brackets or double spaces; "Mã hồ sơ (*)" and "MÃ  HỒ SƠ" are one. */
export function headingKey(heading: string): string {
  return searchable(heading)
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
export const cellText = (cell: Cell | undefined): string =>
  cell === undefined ? "" : cell instanceof CityTime ? writtenTime(cell) : String(cell);

export type Header = { headerLine: number; headings: string[]; records: SourceRow[]; score: number };
type Columns<F extends string> = Partial<Record<F, number>>;
/** How a kind of register names its columns: each field's words, the surest first, and what makes a row of headings its own. */
export type Kind<F extends string> = {
  fields: readonly F[];
  words: Record<F, readonly string[]>;
  /** Without one of these fields a row is no heading. */
  marks: readonly F[];
  /** How many fields a row of headings names at least. */
  least: number;
};

/** A heading that only begins with known words ("Ngày hẹn trả theo quy định") is less sure than any that equals them. */
const byPrefix = 100;

/** Reads the headings of a kind of register. */
export function headingReader<F extends string>({ fields, words, marks, least }: Kind<F>) {
  const places = new Map<string, { field: F; rank: number }>();
  for (const field of fields) for (const [rank, text] of words[field].entries()) places.set(text, { field, rank });

  function placeOf(heading: string): { field: F; rank: number } | null {
    const key = headingKey(heading);
    const exact = places.get(key);
    if (exact) return exact;
    for (let cut = key.lastIndexOf(" "); cut > 0; cut = key.lastIndexOf(" ", cut - 1)) {
      const start = key.slice(0, cut);
      const found = start.includes(" ") ? places.get(start) : undefined;
      if (found) return { field: found.field, rank: found.rank + byPrefix };
    }
    return null;
  }

  /** Which column is most likely which field, whatever their order. */
  function suggestMapping(headings: readonly string[]): Columns<F> {
    const best = new Map<F, { column: number; rank: number }>();
    for (const [column, heading] of headings.entries()) {
      const place = placeOf(heading);
      if (place && place.rank < (best.get(place.field)?.rank ?? Number.POSITIVE_INFINITY))
        best.set(place.field, { column, rank: place.rank });
    }
    const found: Columns<F> = {};
    for (const [field, { column }] of best) found[field] = column;
    return found;
  }

  /** A mapping as it is remembered: by the words of the headings, so that it holds when columns change places. */
  function rememberedOf(mapping: Columns<F>, headings: readonly string[]): Record<string, string> {
    return Object.fromEntries(
      fields.flatMap((field) => {
        const column = mapping[field];
        return column === undefined ? [] : [[field, headingKey(headings[column] ?? "") || `#${column}`]];
      }),
    );
  }

  /** The remembered mapping applied to a new register; null when one of its headings is not there. */
  function recalled(remembered: Record<string, string>, headings: readonly string[]): Columns<F> | null {
    const keys = headings.map((h, i) => headingKey(h) || `#${i}`);
    const found: Columns<F> = {};
    for (const field of fields) {
      const key = remembered[field];
      if (key === undefined) continue;
      const column = keys.indexOf(key);
      if (column < 0) return null;
      found[field] = column;
    }
    return found;
  }

  /**
   * The heading row among the first rows: the one that names most fields, alone or with the row below it (two-storey headings:
   * "Ngày tháng năm" over "Nhận hồ sơ", "Hẹn trả", "Trả kết quả"). Titles above are passed over, so is a row of column numbers below.
   * Null when no row names a mark of its kind and as many fields as it takes.
   */
  function headerOf(rows: readonly SourceRow[]): Header | null {
    let best: { at: number; height: number; headings: string[]; score: number } | null = null;
    for (let at = 0; at < Math.min(rows.length, 40); at++) {
      const upper = textsOf(rows[at]);
      const single = scoreOf(upper);
      if (single > (best?.score ?? 0)) best = { at, height: 1, headings: upper, score: single };
      const below = rows[at + 1];
      if (!below || below.line !== (rows[at]?.line ?? 0) + 1) continue;
      const lower = textsOf(below);
      const both = storeys(upper, lower);
      const joined = scoreOf(both);
      // Two storeys only where each names what the other does not: a title above plain headings adds nothing.
      if (joined > Math.max(single, scoreOf(lower), best?.score ?? 0)) best = { at, height: 2, headings: both, score: joined };
    }
    if (!best || best.score < least) return null;
    let next = best.at + best.height;
    if (isNumbering(textsOf(rows[next]))) next++;
    return {
      headerLine: rows[next - 1]?.line ?? 0,
      headings: best.headings,
      records: rows.slice(next),
      score: best.score,
    };
  }
  function scoreOf(headings: readonly string[]): number {
    const found = suggestMapping(headings);
    return marks.some((field) => found[field] !== undefined) ? Object.keys(found).length : 0;
  }
  function storeys(upper: readonly string[], lower: readonly string[]): string[] {
    return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
      const [above, below] = [upper[i] ?? "", lower[i] ?? ""];
      return below !== "" && (above === "" || placeOf(below)) ? below : above;
    });
  }
  return { suggestMapping, rememberedOf, recalled, headerOf };
}

const textsOf = (row: SourceRow | undefined) =>
  Array.from({ length: Math.min(row?.cells.length ?? 0, maxColumns) }, (_, i) =>
    cellText(row?.cells[i]).normalize("NFC").replace(/\s+/g, " ").trim().slice(0, 120),
  );
function isNumbering(texts: readonly string[]): boolean {
  const filled = texts.filter((t) => t !== "");
  return filled.length >= 3 && filled.every((t) => /^\(?\d{1,2}\)?$|^\(?[a-z]\)?$/i.test(t));
}
