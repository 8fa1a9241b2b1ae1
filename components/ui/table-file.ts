/** A table as it leaves the product: the same rows the screen shows. A number stays a number. */
export type Cell = string | number | null;
export type SheetTable = {
  title: string;
  notes: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
};

/**
 * Text that a spreadsheet would run as a formula is made plain by a leading apostrophe (OWASP: CSV injection).
 * Numbers are written as such, with the decimal comma a Vietnamese spreadsheet reads.
 */
export function plainCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  return /^(?:\s*[=+\-@]|[\t\r])/.test(cell) ? `'${cell}` : cell;
}

/** CSV with a byte-order mark, so that Excel reads the Vietnamese letters; semicolons, as Excel expects where the comma is decimal. */
export function toCsv(table: SheetTable): string {
  const quote = (cell: Cell) => {
    const text = plainCell(cell);
    return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [[table.title], ...table.notes.map((n) => [n]), [], table.columns, ...table.rows];
  return `\ufeff${lines.map((line) => line.map(quote).join(";")).join("\r\n")}\r\n`;
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
