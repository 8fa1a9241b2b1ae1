import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import type { CheckedPdf } from "../model";
import { checkPdf } from "./check";
import { noting, type SentTrust, trustOf, type Untold } from "./trusting";

export type Asked = { path: string; trust: SentTrust; now: Date };
/** What was found, and of which certificates in it nothing tells whether they were revoked. */
export type Told = { found: CheckedPdf; untold: readonly Untold[] } | null;

const port = parentPort;
if (!port) throw new Error("only as a thread");

port.on("message", ({ path, trust, now }: Asked) => {
  readFile(path).then(
    (bytes) => {
      let told: Told = null;
      try {
        const noted = noting(trustOf(trust));
        const found = checkPdf(bytes, noted.trust, now);
        told = { found, untold: noted.untold };
      } catch {
        // What breaks the check is the file's fault or ours: either way nobody can tell.
      }
      port.postMessage(told);
    },
    () => port.postMessage(null),
  );
});
