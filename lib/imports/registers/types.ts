import type { DocumentType } from "@/lib/documents/model";
import { searchable } from "@/lib/words";

const plainName = (text: string) =>
  searchable(text)
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/**
 * Reads which type a document is of: by the column that tells it (its name or abbreviation), else by the words its subject begins with ("Quyết
 * định về việc…", as the form of NĐ 30/2020 has one column for both), else by the abbreviation in its symbol; a symbol without one is a công văn's.
 */
export function typeReader(types: readonly DocumentType[]) {
  const byName = new Map<string, number>();
  const byMark = new Map<string, number>();
  for (const { id, name, abbreviation } of types) {
    // Of two of one name or mark the administrative one comes first: legal ones are named in full.
    if (!byName.has(plainName(name))) byName.set(plainName(name), id);
    if (abbreviation && !byMark.has(abbreviation.normalize("NFC"))) byMark.set(abbreviation.normalize("NFC"), id);
  }
  byName.set("cv", byName.get("cong van") ?? 0);
  const names = [...byName.keys()].filter((name) => name.includes(" ")).toSorted((a, b) => b.length - a.length);
  const letter = byName.get("cong van") ?? null;
  const marked = (symbol: string): number | null => {
    const marks = symbol.normalize("NFC").split("/").slice(1).join("-").split("-").filter(Boolean);
    const found = marks.map((mark) => byMark.get(mark) ?? byMark.get(mark.toUpperCase())).find((id) => id !== undefined);
    if (found !== undefined) return found;
    return marks.length > 0 ? letter : null;
  };
  return (typeText: string, subject: string, symbol: string): number | null => {
    if (typeText !== "") return byName.get(plainName(typeText)) ?? byMark.get(typeText.normalize("NFC").trim()) ?? null;
    const begins = plainName(subject);
    const name = names.find((one) => begins === one || begins.startsWith(`${one} `));
    return (name === undefined ? null : byName.get(name)) ?? marked(symbol);
  };
}
