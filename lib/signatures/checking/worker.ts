import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import type { CheckedPdf } from "../model";
import { Certificate } from "../trust/certificate";
import { checkPdf } from "./check";
import { evidenceOf, readOr, type Trust } from "./trusting";

/** What is trusted, as it lies in the database. `key` changes when any of it does. */
export type SentTrust = { key: string; roots: readonly Uint8Array[]; others: readonly Uint8Array[]; crls: readonly Uint8Array[] };
export type Asked = { path: string; trust: SentTrust; now: Date };
export type Told = CheckedPdf | null;

const port = parentPort;
if (!port) throw new Error("only as a thread");
/** Lists of revoked certificates are long: they are read once and not for each file. */
let last: { key: string; trust: Trust } | null = null;

function trustOf({ key, roots, others, crls }: SentTrust): Trust {
  if (last?.key === key) return last.trust;
  const read = (all: readonly Uint8Array[]) => all.flatMap((der) => readOr(() => new Certificate(Buffer.from(der))));
  const evidence = evidenceOf(
    crls.map((der) => Buffer.from(der)),
    [],
  );
  last = { key, trust: { roots: read(roots), others: read(others), evidence } };
  return last.trust;
}

port.on("message", ({ path, trust, now }: Asked) => {
  readFile(path).then(
    (bytes) => {
      let told: Told = null;
      try {
        told = checkPdf(bytes, trustOf(trust), now);
      } catch {
        // What breaks the check is the file's fault or ours: either way nobody can tell.
      }
      port.postMessage(told);
    },
    () => port.postMessage(null),
  );
});
