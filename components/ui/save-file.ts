import { fileName, type SheetTable } from "@/lib/files/rules";
import { newKey, Problem } from "./request";
import { toCsv } from "./table-file";

export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function saveCsv(table: SheetTable): void {
  saveBlob(new Blob([toCsv(table)], { type: "text/csv;charset=utf-8" }), `${fileName(table.title)}.csv`);
}

/** Has the server make an Excel file of the rows on screen. Throws Problem. */
export async function saveXlsx(table: SheetTable): Promise<void> {
  const response = await fetch("/api/v1/exports/table", {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "idempotency-key": newKey() },
    body: JSON.stringify(table),
  }).catch(() => {
    throw new Problem("offline", null, 0);
  });
  if (!response.ok) throw new Problem("unexpected", null, response.status, response.headers.get("x-request-id"));
  saveBlob(await response.blob(), `${fileName(table.title)}.xlsx`);
}
