import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isSha } from "../model";
import { pathOf } from "./place";
import type { Store } from "./store";
import { verified } from "./verified";

const missing = () => new AppError("not-found", "not-found");

/** Files on the disk of this machine, under DATA_DIR. */
export const disk: Store = {
  async keep(path, { sha }) {
    const root = join(env().DATA_DIR, "files");
    const final = pathOf(sha);
    await mkdir(dirname(final), { recursive: true, mode: 0o700 });
    await rename(path, final);
    for (const dir of [dirname(final), root, dirname(root)]) await syncDir(dir);
  },
  async open(sha) {
    if (!existsSync(pathOf(sha))) throw missing();
    return verified(createReadStream(pathOf(sha), { highWaterMark: 65_536 }), sha);
  },
  has: async (sha) => existsSync(pathOf(sha)),
  remove: (sha) => rm(pathOf(sha), { force: true }),
  async *list() {
    const root = join(env().DATA_DIR, "files");
    for (const folder of await readdir(root).catch(() => []))
      for (const name of await readdir(join(root, folder)).catch(() => [])) {
        const found = isSha(name) ? await stat(join(root, folder, name)).catch(() => null) : null;
        if (found) yield { sha: name, bytes: found.size, at: found.mtime };
      }
  },
  async pathTo(sha) {
    if (!existsSync(pathOf(sha))) throw missing();
    return pathOf(sha);
  },
};

async function syncDir(dir: string): Promise<void> {
  const handle = await open(dir, "r");
  await handle.sync().finally(() => handle.close());
}
