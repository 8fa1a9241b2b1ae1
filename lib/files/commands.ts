import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isSha, type StoredFile } from "./model";
import { pathOf } from "./queries";

/** A disk this full takes no more files: the database needs what is left. */
const freeShareKept = 0.05;

/**
 * Stores what a stream brings under its SHA-256. When it returns, the file survives a power cut: file and folder are
 * flushed before the caller commits a row that names it. Refuses `file-empty`, `file-too-large` (past `maxBytes`) and `disk-full`;
 * nothing is left behind then.
 */
export async function putFile(source: AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<StoredFile> {
  const root = join(env().DATA_DIR, "files");
  await mkdir(join(root, "arriving"), { recursive: true, mode: 0o700 });
  const space = await statfs(root);
  if (space.bavail < space.blocks * freeShareKept) throw new AppError("unavailable", "disk-full");
  const arriving = join(root, "arriving", randomUUID());
  const file = await open(arriving, "wx", 0o600);
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > options.maxBytes) throw new AppError("invalid", "file-too-large");
      hash.update(chunk);
      for (let written = 0; written < chunk.byteLength; )
        written += (await file.write(chunk, written, chunk.byteLength - written)).bytesWritten;
    }
    if (bytes === 0) throw new AppError("invalid", "file-empty");
    const sha = hash.digest("hex");
    await file.sync();
    await file.close();
    const final = pathOf(sha);
    await mkdir(dirname(final), { recursive: true, mode: 0o700 });
    await rename(arriving, final);
    for (const dir of [dirname(final), root]) await syncDir(dir);
    return { sha, bytes };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(arriving, { force: true });
    throw error;
  }
}

async function syncDir(dir: string): Promise<void> {
  const handle = await open(dir, "r");
  await handle.sync().finally(() => handle.close());
}

/** Forgets a stored file. Nothing happens when it is gone already. */
export async function removeFile(sha: string): Promise<void> {
  await rm(pathOf(sha), { force: true });
}

/** Removes files older than `before` that `isUsed` does not know, and uploads that never ended. Returns how many went. */
export async function sweepFiles(before: Date, isUsed: (sha: string) => Promise<boolean>): Promise<number> {
  const root = join(env().DATA_DIR, "files");
  let removed = 0;
  for (const folder of await readdir(root).catch(() => [])) {
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      const path = join(root, folder, name);
      const { mtime } = await stat(path).catch(() => ({ mtime: new Date() }));
      if (mtime >= before || (isSha(name) && (await isUsed(name)))) continue;
      await rm(path, { force: true });
      removed++;
    }
  }
  return removed;
}
