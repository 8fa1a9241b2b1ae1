import { bearsSecrecyMark, isOrdinary, isSecretFileName } from "@/lib/documents/rules";
import { searchable } from "@/lib/words";

/** The last part of a path, whichever way its strokes lean. */
export const baseOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** A file's name without diacritics, case, doubled spaces and the forms of one letter. */
export const foldedName = (name: string): string => searchable(name.normalize("NFC"));

/**
 * What a file's name and the symbol of its document have in common: "12/KH-UBND", "12_KH-UBND.pdf" and "012-kh-ubnd (1).PDF" are one; "" where
 * there is too little to tell by.
 */
export function symbolName(text: string): string {
  const plain = searchable(text.replace(/\.pdf$/i, "").replace(/ ?\(\d{1,2}\)$/, ""))
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .replace(/^0+(?=\d)/, "");
  return /\d/.test(plain) && /[a-z]/.test(plain) ? plain : "";
}

/** The same of a file's name, with or without its path, or of a symbol, whose strokes are no path. */
export const calledBy = (text: string): string => symbolName(/\.pdf$/i.test(text) ? baseOf(text) : text);

/** Names several files are told apart by in one cell. */
export const namesIn = (cell: string): string[] =>
  cell
    .split(/[;\n]|(?<=\.pdf)\s*,/i)
    .map((name) => name.trim())
    .filter(Boolean);

/** What the cells of a row call its document or its file. */
export const namesOfCells = (cells: readonly string[]): string[] => [
  ...new Set(
    cells
      .filter((cell) => cell.length <= 120)
      .flatMap(namesIn)
      .map(calledBy)
      .filter(Boolean),
  ),
];

/** Does a row bear a mark of secrecy: in any of its cells, or by the column that tells it? */
export function isSecretRow(cells: readonly string[], secrecyColumns: readonly number[]): boolean {
  return (
    cells.some((cell) => cell !== "" && (bearsSecrecyMark(cell) || (/\.pdf$/i.test(cell) && isSecretFileName(baseOf(cell))))) ||
    secrecyColumns.some((column) => !isOrdinary(cells[column] ?? ""))
  );
}
