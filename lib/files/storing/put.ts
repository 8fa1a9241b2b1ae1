import { createHash } from "node:crypto";
import { type FileHandle, open, rm, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { StoredFile } from "../model";
import { arrivingPath } from "./place";
import { store } from "./store";

export type PutOptions = { maxBytes: number; look?: (path: string) => Promise<void> };

/** A tenth of a very large disk is more than the database ever needs at once. */
const mostKeptBytes = 10 * 2 ** 30;
/** How much may come between two looks at the disk. */
const lookEveryBytes = 16 * 2 ** 20;

/**
 * Stores what a stream brings under its SHA-256. When it returns, the file survives a power cut: the bytes are flushed before they get their
 * name and the name before the caller commits a row that says it. Refuses `file-empty`, `file-too-large` (past `maxBytes`) and
 * `disk-full` (the database needs what is left), `store-away` (where files are kept elsewhere and nobody answers), and what `look` refuses, which is given the whole file before it gets its name; nothing is
 * left behind then.
 */
export async function putFile(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredFile> {
  const arriving = await arrivingPath();
  await requireSpace(rootOf(arriving));
  const file = await open(arriving, "wx", 0o600);
  try {
    const stored = await written(file, source, options.maxBytes, rootOf(arriving));
    await file.sync();
    await file.close();
    await options.look?.(arriving);
    await store().keep(arriving, stored);
    return stored;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(arriving, { force: true });
    throw isFull(error) ? new AppError("full", "disk-full") : error;
  }
}

/** Writes what a stream brings where uploads arrive, for as long as it is used. Refuses what `putFile` refuses; nothing is left behind. */
export async function heldFile<T>(
  source: AsyncIterable<Uint8Array>,
  options: { maxBytes: number },
  use: (path: string) => Promise<T>,
): Promise<T> {
  const arriving = await arrivingPath();
  await requireSpace(rootOf(arriving));
  const file = await open(arriving, "wx", 0o600);
  try {
    await written(file, source, options.maxBytes, rootOf(arriving));
    await file.close();
    return await use(arriving);
  } catch (error) {
    await file.close().catch(() => undefined);
    throw isFull(error) ? new AppError("full", "disk-full") : error;
  } finally {
    await rm(arriving, { force: true });
  }
}

const rootOf = (arriving: string) => dirname(dirname(arriving));

async function written(file: FileHandle, source: AsyncIterable<Uint8Array>, maxBytes: number, root: string): Promise<StoredFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  let looked = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AppError("invalid", "file-too-large");
    if (bytes - looked > lookEveryBytes) {
      await requireSpace(root);
      looked = bytes;
    }
    hash.update(chunk);
    for (let done = 0; done < chunk.byteLength; ) done += (await file.write(chunk, done, chunk.byteLength - done)).bytesWritten;
  }
  if (bytes === 0) throw new AppError("invalid", "file-empty");
  return { sha: hash.digest("hex"), bytes };
}

async function requireSpace(dir: string): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(dir);
  const kept = Math.min((blocks * bsize * env().DISK_PERCENT_KEPT) / 100, mostKeptBytes);
  if (bavail * bsize < kept) throw new AppError("full", "disk-full");
}
const isFull = (error: unknown) => error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));
