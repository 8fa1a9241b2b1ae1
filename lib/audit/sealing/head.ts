import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { env } from "@/lib/env";

/** One line a seal, kept outside the database: who rewrites the log must rewrite this too. */
const Head = z.object({ n: z.number().int(), hash: z.string() });
export type Head = z.output<typeof Head>;

export function headFile(): string {
  return env().AUDIT_HEAD_FILE ?? join(env().DATA_DIR, "audit-head.jsonl");
}

/** Adds lines and returns when they are on the disk. */
export async function appendHeads(file: string, heads: readonly (Head & { at: string })[]): Promise<void> {
  if (heads.length === 0) return;
  const isNew = !existsSync(file);
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a", 0o600);
  try {
    // A crash may have left half a line; a fresh line keeps it apart.
    await handle.appendFile(`\n${heads.map((h) => JSON.stringify(h)).join("\n")}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (!isNew) return;
  const folder = await open(dirname(file), "r");
  await folder.sync().finally(() => folder.close());
}

/** How long the file is now: heads written later are none of a check that began before. 0 when there is none. */
export async function headLength(file: string): Promise<number> {
  return existsSync(file) ? (await stat(file)).size : 0;
}

/** The heads in the first `length` bytes, in order, from `start` on; lines that are no head are passed over. */
export async function* headsIn(file: string, length: number, start = 0): AsyncGenerator<Head> {
  if (length === 0 || start >= length) return;
  const stream = createReadStream(file, { start, end: length - 1, encoding: "utf8" });
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const head = headOf(line);
      if (head) yield head;
    }
  } finally {
    stream.destroy();
  }
}
function headOf(line: string): Head | null {
  try {
    return Head.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** The newest head; only the end of the file is read. */
export async function lastHead(file: string): Promise<Head | null> {
  const length = await headLength(file);
  let last: Head | null = null;
  for await (const head of headsIn(file, length, Math.max(0, length - 65_536))) last = head;
  return last;
}
