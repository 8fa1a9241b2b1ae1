import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import { isSha } from "../model";

/** Where the bytes of a stored file lie. For the server's own readers; never shown to anyone. */
export function pathOf(sha: string): string {
  if (!isSha(sha)) throw new Error("not the name of a stored file");
  return join(env().DATA_DIR, "files", sha.slice(0, 2), sha);
}

/** Where what is not yet whole lies; swept when nobody came back for it. */
export async function arrivingPath(): Promise<string> {
  const folder = join(env().DATA_DIR, "files", "arriving");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return join(folder, randomUUID());
}
