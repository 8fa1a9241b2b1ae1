import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { scanWaiting, turnOf } from "@/lib/files/commands";
import { noteScan } from "./commands";

/**
 * A part of the round "scan-files": has the scanner look into the files of dossiers that wait. Where none is set up nothing is asked.
 */
export async function scanFiles(_payload: unknown, signal?: AbortSignal, now = new Date()): Promise<void> {
  if (env().CLAMD_ADDRESS === undefined) return;
  const told = {
    putOff: (id: number) => db.dossierFile.update({ where: { id }, data: { scannedAt: now } }),
    note: (fileId: number, threat: string | null) => noteScan({ actor: systemActor("scanner"), now }, { fileId, threat }),
  };
  await scanWaiting(await db.dossierFile.findMany(turnOf(now)), told, signal);
}
