import type { Writable } from "node:stream";

/** Lets everybody else have a turn, and the reader take what was written before more is made; false once it has left. */
export async function isWanted(out: Writable): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  if (out.writableNeedDrain) await new Promise((resolve) => out.once("drain", resolve).once("close", resolve));
  return !out.destroyed;
}
