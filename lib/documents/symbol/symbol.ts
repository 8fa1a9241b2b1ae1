import { searchable } from "@/lib/words";

export type Signed = {
  number: number;
  year: number;
  /** "QĐ"; null for a type without one. */
  abbreviation: string | null;
  isLegal: boolean;
  issuerMark: string;
  drafterMark: string | null;
};

/**
 * The number and symbol of a document of our own (NĐ 30/2020, Phụ lục I, III): "05/QĐ-UBND"; of a type without an abbreviation that of who
 * drafted it, "45/UBND-VP"; of a legal one with the year, "12/2025/QĐ-UBND".
 */
export function formatSymbol({ number, year, abbreviation, isLegal, issuerMark, drafterMark }: Signed): string {
  const counted = String(number).padStart(2, "0");
  const marks = abbreviation ? [abbreviation, issuerMark] : drafterMark ? [issuerMark, drafterMark] : [issuerMark];
  return [counted, ...(isLegal ? [year] : []), marks.join("-")].join("/");
}

/** A symbol as it was typed, in one form: "123 / QĐ – UBND" → "123/QĐ-UBND". Letters stay as they are. */
export function normalSymbol(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/^ ?số ?[:：]? ?/i, "")
    .replace(/ ?([/-]) ?/g, "$1")
    .trim();
}

/** What two ways of typing one symbol have in common: "123/QĐ-UBND", "123/qd-ubnd" → "123/qd-ubnd". A number under ten is read with its nought. */
export function symbolKey(text: string): string {
  return searchable(normalSymbol(text))
    .replace(/\s/g, "")
    .replace(/^\d{1,9}(?=\/)/, (number) => String(Number(number)).padStart(2, "0"));
}

/** Is a text the beginning of a symbol: a number, a stroke, and whatever follows? */
export const isSymbol = (text: string): boolean => /^\d{1,7}[a-z]?\//i.test(normalSymbol(text));
