import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import type { Readable } from "node:stream";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { FileFaults } from "./model";
import { pathOf } from "./storing/place";

export { beginExport } from "./leaving/turns";
export { writeWorkbook } from "./sheets/workbook";
export { pathOf } from "./storing/place";

/** The bytes of a stored file, as a stream. Throws `not-found` when it was removed. */
export function readFile(sha: string): Readable {
  const path = pathOf(sha);
  if (!existsSync(path)) throw new AppError("not-found", "not-found");
  return createReadStream(path, { highWaterMark: 65_536 });
}

/** The SHA-256 of what a stream brings, in hex; nothing is stored. Refuses `file-too-large` past `maxBytes`. */
export async function shaOf(source: AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > options.maxBytes) throw new AppError("invalid", "file-too-large");
    hash.update(chunk);
  }
  return hash.digest("hex");
}

/** What the last finished nightly check of the stored files said; null before the first. */
export async function lastFileCheck(): Promise<{ on: Date; checked: number; faults: FileFaults } | null> {
  const last = await db.fileCheck.findFirst({ where: { endedAt: { not: null } }, orderBy: { on: "desc" } });
  return last && { on: last.on, checked: last.checked, faults: FileFaults.parse(last.faults) };
}
