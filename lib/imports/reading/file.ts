import { createReadStream } from "node:fs";
import { localPath, readFile } from "@/lib/files/queries";

/** A register as its readers want it: from its first byte to its last, or where it lies to jump about in it. */
export type RegisterFile = { read(): AsyncIterable<Uint8Array>; path(): Promise<string> };

export const stored = (sha: string): RegisterFile => ({ read: () => readFile(sha), path: () => localPath(sha) });
/** One that is held only while it is looked into, and stored nowhere. */
export const heldAt = (path: string): RegisterFile => ({ read: () => createReadStream(path), path: async () => path });
