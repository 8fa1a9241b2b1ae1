import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { lookInThread } from "./looking/pool";
import { FileFaults, type FileScan, type FoundWords, type PaperWords } from "./model";
import { store } from "./storing/store";

export { beginExport } from "./leaving/turns";
export { lookIntoOld } from "./looking/old";
export { isWanted } from "./sheets/paced";
export { writeWorkbook } from "./sheets/workbook";
export { toFiled } from "./storing/filed";
export { pathOf } from "./storing/place";

/** The bytes of a stored file. Throws `not-found` when it was removed, `store-away` where they are kept elsewhere and nobody answers. */
export const openFile = (sha: string): Promise<Readable> => store().open(sha);

/** The bytes of a file that lies with a record. Refuses `file-waits-for-scan`, `file-infected`; `file-lost` where the store has it no more. */
export async function openFiled({ sha, scan }: { sha: string; scan: FileScan }): Promise<Readable> {
  if (scan === "WAITING") throw new AppError("refused", "file-waits-for-scan");
  if (scan === "INFECTED") throw new AppError("refused", "file-infected");
  return openFile(sha).catch((error: unknown) => {
    throw error instanceof AppError && error.kind === "not-found" ? new AppError("unavailable", "file-lost") : error;
  });
}

/** The bytes of a stored file as a stream at once; what `openFile` throws ends it. */
export function readFile(sha: string): Readable {
  return Readable.from(
    (async function* () {
      yield* (await openFile(sha)) as AsyncIterable<Buffer>;
    })(),
    { objectMode: false, highWaterMark: 65_536 },
  );
}

/** Where a stored file lies on this machine's disk, for readers that jump about in it; fetched where it is kept elsewhere. */
export const localPath = (sha: string): Promise<string> => store().pathTo(sha);

/** What is written in a PDF on this machine's disk; null where it cannot be read. Throws `looks-busy`. */
export async function writtenIn(path: string, of: string): Promise<PaperWords | null> {
  const told = await lookInThread({ path, wantsWords: true }, of);
  return "fault" in told ? null : (told.words ?? null);
}

/** Where words stand last in a PDF on this machine's disk; null where they do not, or it cannot be read. Throws `looks-busy`. */
export async function placeIn(path: string, words: string, of: string): Promise<FoundWords | null> {
  const told = await lookInThread({ path, seeks: words }, of);
  return "fault" in told ? null : (told.found ?? null);
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
