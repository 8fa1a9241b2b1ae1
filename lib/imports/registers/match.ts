import { baseOf, calledBy, foldedName, namesIn, symbolName } from "./keys";

export type Asking = { line: number; file: string; symbol: string | null };
export type Matched<F> = {
  /** The files of each row, by its line. */
  files: Map<number, F[]>;
  /** What a row names and is not there, or is there more than once. */
  missing: { line: number; name: string; fault: "file-missing" | "file-ambiguous" }[];
};

/**
 * Which file goes with which row. What a row names is looked for as it is written, then by the last part of its path, then without diacritics and
 * case, then as symbols are written in names ("12/KH-UBND" as "12-KH-UBND.pdf" or "12_KH-UBND.pdf"). A row that names nothing is matched by its
 * symbol, where one file and one row have it. What fits more than one file fits none.
 */
export function matchFiles<F extends { name: string }>(rows: readonly Asking[], files: readonly F[]): Matched<F> {
  const ways = [(name: string) => name.normalize("NFC"), baseOf, (name: string) => foldedName(baseOf(name)), calledBy];
  const shelves = ways.map((way) => grouped(files, ({ name }) => way(name)));
  const bySymbol = grouped(
    rows.filter(({ file, symbol }) => file === "" && symbol),
    ({ symbol }) => symbolName(symbol ?? ""),
  );
  const matched: Matched<F> = { files: new Map(), missing: [] };
  for (const { line, file, symbol } of rows) {
    const found = new Set<F>();
    for (const name of namesIn(file)) {
      const one = find(shelves, ways, name) ?? find(shelves, ways, `${name}.pdf`);
      if (one === "many") matched.missing.push({ line, name, fault: "file-ambiguous" });
      else if (one) found.add(one);
      else matched.missing.push({ line, name, fault: "file-missing" });
    }
    const key = file === "" && symbol ? symbolName(symbol) : "";
    const shelf = key === "" ? [] : (shelves.at(-1)?.get(key) ?? []);
    if (shelf[0] && shelf.length === 1 && bySymbol.get(key)?.length === 1) found.add(shelf[0]);
    if (found.size > 0) matched.files.set(line, [...found]);
  }
  return matched;
}

function find<F>(
  shelves: readonly Map<string, F[]>[],
  ways: readonly ((name: string) => string)[],
  name: string,
): F | "many" | null {
  for (const [i, way] of ways.entries()) {
    const key = way(name);
    const found = key === "" ? [] : (shelves[i]?.get(key) ?? []);
    if (found.length > 1) return "many";
    if (found[0]) return found[0];
  }
  return null;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== "") groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
