import * as z from "zod";
import { AppError } from "@/lib/errors";
import { putFile } from "@/lib/files/commands";
import { readSecretTables, readTables } from "@/lib/imports/queries";

/** A catalogue of thousands of procedures, or a month of as many units, is far smaller. */
const maxFileBytes = 8 * 1024 * 1024;
/** What a body with such a file in it may weigh: base64 is a third longer. */
export const maxSheetBody = Math.ceil((maxFileBytes * 4) / 3) + 65_536;
export const SheetFile = z
  .base64()
  .min(1)
  .max(Math.ceil((maxFileBytes * 4) / 3) + 4);

/** The sheets of a file that came with a request, as text. The file itself is kept no longer than a day, and belongs to nothing. Refuses `too-many-rows`. */
export async function sheetsOf(file: string, maxRows: number): Promise<{ line: number; cells: string[] }[][]> {
  const bytes = Buffer.from(file, "base64");
  if (bytes.length === 0) throw new AppError("invalid", "file-empty");
  async function* once() {
    yield bytes;
  }
  const { sha } = await putFile(once(), { maxBytes: maxFileBytes });
  return readTables(sha, maxRows);
}

/** The same of a file that may hold passwords: it is stored nowhere, not even for a while. */
export async function secretSheetsOf(file: string, maxRows: number): Promise<{ line: number; cells: string[] }[][]> {
  const bytes = Buffer.from(file, "base64");
  if (bytes.length === 0) throw new AppError("invalid", "file-empty");
  if (bytes.length > maxFileBytes) throw new AppError("invalid", "file-too-large");
  return readSecretTables(bytes, maxRows);
}
