import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { deciderOf, endRedating, isOldCalendarGone, nextTransaction, redateBatch } from "./redating/carry";

export { sweepDrafts } from "./intake/drafts";

const Payload = z.object({ redatingId: z.coerce.number().int() });
const pauseMs = 500;
const patienceMs = 10 * 60_000;

/**
 * The job "redate-dossiers": moves the open dossiers with a change of the calendar, batch by batch, and once more when everything
 * that began under the old calendar has ended. May be run twice, or again after a crash: each dossier is moved once.
 */
export async function redateDossiers(payload: unknown, signal?: AbortSignal): Promise<void> {
  const { redatingId } = Payload.parse(payload);
  const redating = await db.redating.findUnique({ where: { id: redatingId } });
  if (redating?.status !== "RUNNING") return;
  const ctx = () => ({ actor: deciderOf(redating), now: new Date() });
  const pass = async () => {
    let raced = 0;
    for (let behind: number | null = 0; behind !== null; ) {
      signal?.throwIfAborted();
      const batch: { last: number | null; raced: number } = await redateBatch(ctx(), { redatingId, behind });
      raced += batch.raced;
      behind = batch.last;
    }
    return raced;
  };
  const horizon = await nextTransaction();
  await pass();
  const until = Date.now() + patienceMs;
  while (!(await isOldCalendarGone(horizon, redating.at))) {
    if (Date.now() > until) {
      log().warn({ redatingId }, "what began under the old calendar has not ended; going on");
      break;
    }
    await pause(pauseMs, undefined, { signal });
  }
  while ((await pass()) > 0) await pause(pauseMs, undefined, { signal });
  await endRedating(ctx(), { redatingId });
}
