import { rmSync } from "node:fs";
import { text } from "node:stream/consumers";
import { putFile } from "@/lib/files/commands";
import { openFile, pathOf } from "@/lib/files/queries";
import { store } from "@/lib/files/storing/store";
import { bytes } from "../imports/importing";

export const put = (words: string) => putFile(bytes(words), { maxBytes: 1_000_000 });
export const read = async (sha: string) => text(await openFile(sha));
/** Only the store has it: this machine's copy is gone. */
export const away = (sha: string) => rmSync(pathOf(sha), { force: true });
export const listed = async () => {
  const all: string[] = [];
  for await (const { sha } of store().list()) all.push(sha);
  return all;
};
