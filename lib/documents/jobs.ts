import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { scanWaiting, turnOf } from "@/lib/files/commands";
import { noteDocumentScan } from "./files/attach";

export { checkDocumentFiles } from "./checks/round";
export { signDocuments } from "./signing/round";

/** The other part of the round "scan-files": the files of documents. */
export async function scanDocumentFiles(_payload: unknown, signal?: AbortSignal, now = new Date()): Promise<void> {
  if (env().CLAMD_ADDRESS === undefined) return;
  const told = {
    putOff: (id: number) => db.documentFile.update({ where: { id }, data: { scannedAt: now } }),
    note: (fileId: number, threat: string | null) => noteDocumentScan({ actor: systemActor("scanner"), now }, { fileId, threat }),
  };
  await scanWaiting(await db.documentFile.findMany(turnOf(now)), told, signal);
}
