import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { scanWaiting, turnOf } from "@/lib/files/commands";
import { noteMeetingScan } from "./papers/lay";

export { checkMeetingPapers } from "./papers/check";

/** A part of the round "scan-files": the PDFs brought to meetings. */
export async function scanMeetingPapers(_payload: unknown, signal?: AbortSignal, now = new Date()): Promise<void> {
  if (env().CLAMD_ADDRESS === undefined) return;
  const told = {
    putOff: (id: number) => db.meetingPaper.update({ where: { id }, data: { scannedAt: now } }),
    note: (paperId: number, threat: string | null) =>
      noteMeetingScan({ actor: systemActor("scanner"), now }, { paperId, threat }),
  };
  const waiting = await db.meetingPaper.findMany(turnOf(now));
  const named = waiting.flatMap(({ id, sha }) => (sha === null ? [] : [{ id, sha }]));
  await scanWaiting(named, told, signal);
}
