import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { scanFile } from "@/lib/files/commands";
import { log } from "@/lib/log";
import { noteScan } from "./commands";

/** How many one round asks about. */
const atOnce = 50;
/** A file the scanner could not decide on is asked about again after this: meanwhile the others have their turn. */
const againMs = 10 * 60_000;

/**
 * The round "scan-files": has the scanner look into the files that wait, those first that it was never asked about. A scanner or a store
 * that is away ends the round and costs no file its turn. Where none is set up nothing is asked.
 */
export async function scanFiles(_payload: unknown, signal?: AbortSignal, now = new Date()): Promise<void> {
  if (env().CLAMD_ADDRESS === undefined) return;
  const waiting = await db.dossierFile.findMany({
    where: { scan: "WAITING", OR: [{ scannedAt: null }, { scannedAt: { lt: new Date(now.getTime() - againMs) } }] },
    orderBy: [{ scannedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: atOnce,
    select: { id: true, sha: true },
  });
  for (const { id, sha } of waiting) {
    if (signal?.aborted) return;
    try {
      const found = await scanFile(sha);
      if (found.is === "undecided") await db.dossierFile.update({ where: { id }, data: { scannedAt: now } });
      else
        await noteScan(
          { actor: systemActor("scanner"), now },
          { fileId: id, threat: found.is === "clean" ? null : found.threat },
        );
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log().warn({ code: error.code, sha }, "files wait on for the scanner");
      return;
    }
  }
}
