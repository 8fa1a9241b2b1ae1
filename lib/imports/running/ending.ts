import * as z from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { forgetFile } from "@/lib/files/commands";
import { rightToImport } from "./kinds";

const Ending = z.strictObject({
  batchId: z.int(),
  status: z.enum(["FAILED", "CANCELLED"]),
  failure: z.string().nullable(),
});

/** Ends a batch that brought nothing: not one dossier of it is on record. */
const end = command(Ending, async (work, { batchId, status, failure }) => {
  const batch = await work.tx.importBatch.findUniqueOrThrow({ where: { id: batchId } });
  work.require(rightToImport(batch.kind), batch.unitId);
  await work.tx.importBatch.update({
    where: { id: batchId },
    data: { status, failure, endedAt: work.now, heartbeatAt: null, sample: null, secretKeys: [] },
  });
  const beside = await dropFiles(work.tx, batchId);
  await work.tx.$executeRaw`delete from staged_dossier where batch_id = ${batchId}`;
  work.record(status === "FAILED" ? "import.fail" : "import.cancel", { type: "import", id: batchId }, { failure }, batch.unitId);
  work.announce("imports");
  return [batch.fileSha, ...beside];
});

const CheckEnding = z.strictObject({
  batchId: z.int(),
  /** Null when it was given up. */
  counts: z.strictObject({ rowsNew: z.int(), rowsChanged: z.int(), rowsUnchanged: z.int(), rowsRejected: z.int() }).nullable(),
  /** Of a register of documents: the numbers no row brings. */
  gaps: z.int().nullable().default(null),
});
/** Ends a check: the batch waits again, with what an import would bring. The rows that would be refused stay for whoever asks. */
export const endCheck = command(CheckEnding, async (work, { batchId, counts, gaps }) => {
  const batch = await work.tx.importBatch.findUniqueOrThrow({ where: { id: batchId } });
  work.require(rightToImport(batch.kind), batch.unitId);
  await work.tx.importBatch.update({
    where: { id: batchId },
    data: {
      status: "UPLOADED",
      isCheck: false,
      heartbeatAt: null,
      startedAt: null,
      cancelRequestedAt: null,
      gaps,
      ...(counts
        ? { ...counts, checkedAt: work.now }
        : { rowsRead: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0 }),
    },
  });
  if (!counts) await work.tx.importRejection.deleteMany({ where: { batchId } });
  await work.tx.$executeRaw`delete from staged_dossier where batch_id = ${batchId}`;
  work.record("import.check-end", { type: "import", id: batchId }, { ...counts, isGivenUp: counts === null }, batch.unitId);
  work.announce("imports");
});

export async function endBatch(ctx: Parameters<typeof end>[0], input: z.input<typeof Ending>): Promise<void> {
  for (const sha of await end(ctx, input)) await releaseFile(sha);
}

/** Lets go of the files beside a register: what went with a document is the document's from then on. Answers which they were. */
export async function dropFiles(tx: Tx, batchId: number): Promise<string[]> {
  const held = await tx.importFile.findMany({ where: { batchId, sha: { not: null } }, select: { sha: true } });
  await tx.importFile.updateMany({ where: { batchId }, data: { sha: null, words: null } });
  return held.flatMap(({ sha }) => sha ?? []);
}

/** Forgets the file of an ended batch: the record has what was right in it, the rejections what was not. Kept while another batch waits for it. */
export async function releaseFile(sha: string | null): Promise<void> {
  if (sha !== null) await forgetFile(sha);
}
