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

const ofFile = (name: string) => `tep ${foldedName(baseOf(name)).replace(/\.pdf$/, "")}`;
/** By what a file of the zip is known to a secret row, and it to its row. */
export const namesOfFile = (path: string): string[] => [ofFile(path), calledBy(path)].filter(Boolean);
/** What the cells of a row call its document or its file; `files` is the one that names its files. */
export function namesOfRow(cells: readonly string[], files = ""): string[] {
  const named = cells.filter((cell) => cell.length <= 120).flatMap(namesIn);
  const papers = [...named.filter((name) => /\.pdf$/i.test(name)), ...namesIn(files)];
  return [...new Set([...named.map(calledBy), ...papers.map(ofFile)].filter(Boolean))];
}

/** Does a row bear a mark of secrecy: in any of its cells, or by the column that tells it? */
export function isSecretRow(cells: readonly string[], secrecyColumns: readonly number[]): boolean {
  return (
    cells.some((cell) => cell !== "" && (bearsSecrecyMark(cell) || (/\.pdf$/i.test(cell) && isSecretFileName(baseOf(cell))))) ||
    secrecyColumns.some((column) => !isOrdinary(cells[column] ?? ""))
  );
}
