import * as z from "zod";
import { db } from "@/lib/db/client";
import { enqueue } from "@/lib/queue";
import { jobKey } from "./running/broken-off";
import { endBatch } from "./running/ending";
import { rightToImport } from "./running/kinds";
import { runBatch } from "./running/run";

const Payload = z.object({ batchId: z.coerce.number().int() });

/** The job "run-import": carries a started batch to its end. May be run twice, or again after a crash. */
export async function runImport(payload: unknown, signal?: AbortSignal): Promise<void> {
  await runBatch(Payload.parse(payload).batchId, { signal });
}
export const jobs = { "run-import": runImport };

const silentMs = 2 * 60_000;
const unusedMs = 7 * 86_400_000;

/**
 * Part of the job "sweep": takes up imports whose worker died (a running one tells of itself every moment), and
 * forgets registers nobody started within a week.
 */
export async function sweepImports(now: Date): Promise<void> {
  const silent = await db.importBatch.findMany({
    where: { status: "RUNNING", OR: [{ heartbeatAt: null }, { heartbeatAt: { lt: new Date(now.getTime() - silentMs) } }] },
    select: { id: true },
  });
  for (const { id } of silent) await db.$transaction((tx) => enqueue(tx, "run-import", { batchId: id }, jobKey(id)));
  const unused = await db.importBatch.findMany({
    where: { status: "UPLOADED", createdAt: { lt: new Date(now.getTime() - unusedMs) } },
    select: { id: true, unitId: true, kind: true },
  });
  for (const { id, unitId, kind } of unused) {
    const actor = {
      id: "system:sweep",
      kind: "system" as const,
      userId: null,
      name: "sweep",
      roles: [],
      grants: [{ permission: rightToImport(kind), units: [unitId] }],
    };
    await endBatch({ actor, now }, { batchId: id, status: "CANCELLED", failure: null });
  }
}
