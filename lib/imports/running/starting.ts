import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { reachOf } from "@/lib/policy";
import { jobKey } from "./broken-off";
import { rightToImport } from "./kinds";
import type { Batch } from "./rows";

export const noCounts = { rowsRead: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0 };
type Begin = { mapping: Record<string, number>; isCheck: boolean; isWaitedFor: boolean };

/** Hands a waiting batch, or a check of it, to the worker with the rights of whoever starts it. Refuses `import-not-waiting`. */
export async function begin(work: Work, batch: Batch, { mapping, isCheck, isWaitedFor }: Begin): Promise<void> {
  const reach = reachOf(work.actor, rightToImport(batch.kind));
  const { count } = await work.tx.importBatch.updateMany({
    where: { id: batch.id, status: "UPLOADED" },
    data: {
      status: "RUNNING",
      mapping,
      isCheck,
      checkedAt: null,
      attempts: 0,
      fault: null,
      brokenOffAt: null,
      ...noCounts,
      startedAt: work.now,
      heartbeatAt: work.now,
      startedBy: work.actor.id,
      startedByName: work.actor.name,
      startedReach: reach === "all" ? "all" : [...reach],
    },
  });
  if (count === 0) throw new AppError("conflict", "import-not-waiting");
  if (!isWaitedFor) await work.enqueue("run-import", { batchId: batch.id }, jobKey(batch.id));
  work.record(isCheck ? "import.check" : "import.start", { type: "import", id: batch.id }, {}, batch.unitId);
  work.announce("imports");
}

/** Asks the run of a batch to stop, or ends the wait of one that waits. Refuses `import-not-running`. */
export async function askToStop(work: Work, batch: Batch): Promise<{ wasWaiting: boolean }> {
  const waiting = await work.tx.importBatch.updateMany({
    where: { id: batch.id, status: "UPLOADED" },
    data: { status: "CANCELLED", endedAt: work.now, sample: null, secretKeys: [], cancelRequestedAt: work.now },
  });
  if (waiting.count === 0) {
    const running = await work.tx.importBatch.updateMany({
      where: { id: batch.id, status: "RUNNING" },
      data: { cancelRequestedAt: work.now },
    });
    if (running.count === 0) throw new AppError("conflict", "import-not-running");
    // Nobody carries it now: the run that would have come later comes at once, and ends it.
    if (batch.fault !== null) await work.enqueue("run-import", { batchId: batch.id }, jobKey(batch.id));
  }
  work.record("import.cancel-request", { type: "import", id: batch.id }, {}, batch.unitId);
  work.announce("imports");
  return { wasWaiting: waiting.count > 0 };
}
