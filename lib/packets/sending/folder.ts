import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** The folders of the file drop. `taking`: what a round has in hand. */
const names = ["in", "taking", "done", "failed", "out"] as const;
export type Folder = Record<(typeof names)[number], string>;

export async function openFolder(root: string): Promise<Folder> {
  const at = (name: (typeof names)[number]) => join(root, name);
  for (const name of names) await mkdir(at(name), { recursive: true, mode: 0o750 });
  return { in: at("in"), taking: at("taking"), done: at("done"), failed: at("failed"), out: at("out") };
}

/** A packet is written under another name and then called this: nothing half written is taken. */
const isPacket = (name: string) => /^[^.].{0,200}\.(?:edxml|xml)$/i.test(name);
/** The packets that lie in a folder, the oldest name first; links and folders are none. */
export async function packetsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(folder)).sort())
    if (isPacket(name) && (await lstat(join(folder, name)).catch(() => null))?.isFile()) found.push(name);
  return found;
}

/** Takes a file for this process alone: of several who try only one has it. */
export async function claim(folder: Folder, name: string): Promise<string | null> {
  const path = join(folder.taking, name);
  try {
    await rename(join(folder.in, name), path);
    return path;
  } catch {
    return null;
  }
}
/** What a round that was killed had in hand is there to be taken again. */
export async function putBack(folder: Folder): Promise<void> {
  for (const name of await packetsIn(folder.taking)) await rename(join(folder.taking, name), join(folder.in, name));
}
export const moveTo = (folder: Folder, place: "done" | "failed", name: string): Promise<void> =>
  rename(join(folder.taking, name), join(folder[place], name));
export const remove = (folder: Folder, name: string): Promise<void> => rm(join(folder.taking, name), { force: true });

/** Writes a packet whole, flushed before it gets its name. */
export async function putOut(folder: Folder, name: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const arriving = join(folder.out, `.${name}.part`);
  const file = await open(arriving, "w", 0o640);
  try {
    for await (const chunk of source) await file.writeFile(chunk);
    await file.sync();
    await file.close();
    await rename(arriving, join(folder.out, name));
    const directory = await open(folder.out, "r");
    await directory.sync().finally(() => directory.close());
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(arriving, { force: true });
    throw error;
  }
}
