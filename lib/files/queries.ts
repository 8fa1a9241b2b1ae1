import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isSha } from "./model";

export { beginExport } from "./leaving/turns";
export { writeWorkbook } from "./sheets/workbook";

/** Where the bytes of a stored file lie. For the server's own readers; never shown to anyone. */
export function pathOf(sha: string): string {
  if (!isSha(sha)) throw new Error("not the name of a stored file");
  return join(env().DATA_DIR, "files", sha.slice(0, 2), sha);
}

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
