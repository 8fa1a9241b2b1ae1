import { db, pool } from "@/lib/db/client";
import { isAway } from "@/lib/db/faults";
import { describeError, log, stateOf } from "@/lib/log";
import type { ImportFault } from "../model";
import { Stopped } from "./progress";

/** Under which its job is noted: one of a batch waits at a time. */
export const jobKey = (batchId: number) => `import:${batchId}`;

/** 53100 is PostgreSQL's, ENOSPC the system's, disk-full our own. */
const full = new Set(["53100", "ENOSPC", "disk-full"]);

function faultOf(error: unknown): ImportFault {
  if (error instanceof Stopped) return "worker-stopped";
  if (full.has(stateOf(error))) return "disk-full";
  return isAway(error) ? "database-away" : "unexpected";
}

/**
 * Notes that a run was broken off, by what and when, for whoever looks: until the next begins nothing runs. One that only ended because
 * its worker was stopped does not count among the tries.
 */
export async function noteBrokenOff(batchId: number, error: unknown, now: Date): Promise<void> {
  const fault = faultOf(error);
  log().error({ batchId, fault, error: describeError(error) }, "an import was broken off");
  await db.importBatch.update({
    where: { id: batchId },
    data: { fault, brokenOffAt: now, ...(fault === "worker-stopped" ? { attempts: { decrement: 1 } } : {}) },
  });
  await pool().query("select pg_notify('live', 'imports')");
}
