import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { scanFile } from "./clamd";

/** How many one round asks about. */
export const scannedAtOnce = 50;
/** A file the scanner could not decide on is asked about again after this: meanwhile the others have their turn. */
const againMs = 10 * 60_000;
/** Which of those that wait have their turn: those never asked about first. */
export const turnOf = (now: Date) => ({
  where: { scan: "WAITING" as const, OR: [{ scannedAt: null }, { scannedAt: { lt: new Date(now.getTime() - againMs) } }] },
  orderBy: [{ scannedAt: { sort: "asc" as const, nulls: "first" as const } }, { id: "asc" as const }],
  take: scannedAtOnce,
  select: { id: true, sha: true },
});

/**
 * Has the scanner look into files that wait and hands over what it said of each. A scanner or a store that is away ends the round and costs no
 * file its turn; what it cannot decide on is put off.
 */
export async function scanWaiting(
  waiting: readonly { id: number; sha: string }[],
  told: { putOff(fileId: number): Promise<unknown>; note(fileId: number, threat: string | null): Promise<unknown> },
  signal?: AbortSignal,
): Promise<void> {
  for (const { id, sha } of waiting) {
    if (signal?.aborted) return;
    try {
      const found = await scanFile(sha);
      if (found.is === "undecided") await told.putOff(id);
      else await told.note(id, found.is === "clean" ? null : found.threat);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log().warn({ code: error.code, sha }, "files wait on for the scanner");
      return;
    }
  }
}
