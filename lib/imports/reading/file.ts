import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { localPath, readFile } from "@/lib/files/queries";

/** A register as its readers want it: from its first byte to its last, its first bytes, or whole to jump about in it. */
export type RegisterFile = {
  read(): AsyncIterable<Uint8Array>;
  head(bytes: number): Promise<Buffer>;
  /** Where it lies on this machine's disk, or its bytes. */
  whole(): Promise<string | Buffer>;
};

async function headOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, "r");
  const head = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(head, 0, bytes, 0).finally(() => file.close());
  return head.subarray(0, bytesRead);
}

export const stored = (sha: string): RegisterFile => ({
  read: () => readFile(sha),
  head: async (bytes) => headOf(await localPath(sha), bytes),
  whole: () => localPath(sha),
});
/** One that is held only while it is looked into, and stored nowhere. */
export const heldAt = (path: string): RegisterFile => ({
  read: () => createReadStream(path),
  head: (bytes) => headOf(path, bytes),
  whole: async () => path,
});
/** One that never reaches a disk: there are secrets in it. */
export const inMemory = (bytes: Buffer): RegisterFile => ({
  async *read() {
    yield bytes;
  },
  head: async (most) => bytes.subarray(0, most),
  whole: async () => bytes,
});
