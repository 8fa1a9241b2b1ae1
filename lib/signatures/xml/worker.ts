import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { type SentTrust, trustOf } from "../checking/trusting";
import type { CheckedXml } from "../model";
import { checkXml } from "./check";

export type Asked = { path: string; trust: SentTrust; now: Date };
export type Told = CheckedXml | null;

const port = parentPort;
if (!port) throw new Error("only as a thread");

port.on("message", ({ path, trust, now }: Asked) => {
  readFile(path).then(
    (bytes) => {
      let told: Told = null;
      try {
        told = checkXml(bytes, trustOf(trust), now);
      } catch {
        // What breaks the check is the file's fault or ours: either way nobody can tell.
      }
      port.postMessage(told);
    },
    () => port.postMessage(null),
  );
});
