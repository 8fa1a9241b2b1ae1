import { csvHead, csvLine, type SheetTable } from "@/lib/files/rules";

/** A table on screen as CSV. */
export function toCsv(table: SheetTable): string {
  return `${csvHead(table)}${table.rows.map((cells) => csvLine(cells)).join("")}`;
}
