import { plainText } from "@/lib/words";

/** A table as it leaves the product: what it is of, what narrows it, and its rows. A number stays a number, an instant a date. */
export type PlainCell = string | number | null;
export type Cell = PlainCell | Date;
export type SheetHead = { title: string; notes: readonly string[]; columns: readonly string[] };
export type SheetTable = SheetHead & { rows: readonly (readonly PlainCell[])[] };

/**
 * A cell as text. What a spreadsheet would run as a formula is made plain by a leading apostrophe; numbers are written as such, with
 * the decimal comma a Vietnamese spreadsheet reads.
 */
export function plainCell(cell: PlainCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  return plainText(cell);
}

/**
 * One line of CSV; semicolons, as Excel expects where the comma is decimal, unless the file it answers has another separator. A cell with
 * any separator, quote or break is quoted.
 */
export function csvLine(cells: readonly PlainCell[], separator = ";"): string {
  const quoted = (cell: PlainCell) => {
    const text = plainCell(cell);
    return /[";,|\t\r\n]/.test(text) && (typeof cell !== "number" || text.includes(separator))
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  return `${cells.map(quoted).join(separator)}\r\n`;
}

/** What stands above the rows: a byte-order mark, so that Excel reads the Vietnamese letters, the title, the notes, the columns. */
export function csvHead({ title, notes, columns }: SheetHead): string {
  return `\ufeff${[[title], ...notes.map((n) => [n]), [], columns].map((cells) => csvLine(cells)).join("")}`;
}

/** "Xếp hạng đơn vị" → "xep-hang-don-vi". */
export function fileName(title: string): string {
  const plain = title
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "bang";
}
