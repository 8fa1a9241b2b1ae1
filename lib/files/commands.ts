import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import { beginUpload, counted } from "./arriving/uploads";
import { isSha, type StoredFile } from "./model";
import { forgetFile, neededFiles } from "./storing/needed";
import { putFile } from "./storing/put";

export { forgetFile, holdFile } from "./storing/needed";
export { putFile } from "./storing/put";

/**
 * Stores what somebody sends, within what one may send at a time and in a day. Refuses what `putFile` refuses, `upload-running` and
 * `upload-quota`; nothing is left behind then.
 */
export async function receiveFile(
  { actor, now }: { actor: { id: string }; now: Date },
  source: AsyncIterable<Uint8Array>,
  options: { maxBytes: number },
): Promise<StoredFile> {
  const end = await beginUpload(actor.id);
  try {
    return await putFile(counted(source, actor.id, now), options);
  } finally {
    end();
  }
}

/** Removes files older than `before` that no record needs, and uploads that never ended. Returns how many went. */
export async function sweepFiles(before: Date): Promise<number> {
  const root = join(env().DATA_DIR, "files");
  const needed = new Set(await neededFiles());
  let removed = 0;
  for (const folder of await readdir(root).catch(() => [])) {
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      const path = join(root, folder, name);
      const { mtime } = await stat(path).catch(() => ({ mtime: new Date() }));
      if (mtime >= before || needed.has(name)) continue;
      if (!isSha(name)) await rm(path, { force: true });
      else if (!(await forgetFile(name))) continue;
      removed++;
    }
  }
  return removed;
}
