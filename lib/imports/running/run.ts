import type { PoolClient } from "pg";
import * as z from "zod";
import { command } from "@/lib/command";
import { db, pool } from "@/lib/db/client";
import { mergeStaged, type StagedFate, stagedConflicts, stagedCounts, stagedFates } from "@/lib/dossiers/commands";
import { AppError } from "@/lib/errors";
import { describeError, log } from "@/lib/log";
import { type Actor, reachOf } from "@/lib/policy";
import { loadJudge } from "../judging/judge";
import { maxAttempts, smallBatchRows } from "../model";
import { runRegister } from "../registers/run";
import { isRecord, judgeRow } from "../rules";
import { conflictReasons, setAside, setTwinsAside } from "./aside";
import { noteBrokenOff } from "./broken-off";
import { endBatch, endCheck, releaseFile } from "./ending";
import { rightToImport } from "./kinds";
import { Cancelled, reporter, Stopped } from "./progress";
import { Rejections } from "./rejections";
import { type Batch, rowsOf } from "./rows";
import { openStaging } from "./staging";
import { nobody, type Stretches, writer } from "./stretches";

/** Tries to merge while others keep changing the same dossiers. */
const maxRaces = 4;
const lockSpace = 20_261_122;
/** Rows staged before they are handed on to be written. */
const stretchRows = 4_000;
const lastLine = 2_147_483_647;
const longestMs = 60 * 60_000;

const Reach = z.union([z.literal("all"), z.array(z.int())]);

/** The rights the import was started with, in the name of who started it: they were checked then, and the audit log names them. */
function starterOf(batch: Batch): Actor {
  const units = Reach.parse(batch.startedReach);
  return {
    id: batch.startedBy ?? batch.createdBy,
    kind: "system",
    userId: null,
    name: batch.startedByName ?? batch.sender,
    roles: [],
    grants: [{ permission: rightToImport(batch.kind), units }],
  };
}

/**
 * Carries a started batch through: reads, judges and stages its rows, and merges them in one transaction. Nothing of it is on record
 * until that commits, so a run that was cut off is simply done again. Two runs of one batch never overlap. What is wrong with
 * the file ends the batch as FAILED; anything else is noted and thrown, to be tried again, and the last time ends it too. `known` tells
 * what became of each row of a small batch.
 */
export async function runBatch(
  batchId: number,
  options: { signal?: AbortSignal | undefined; now?: () => Date } = {},
): Promise<{ known: StagedFate[] } | null> {
  const clock = options.now ?? (() => new Date());
  const client = await pool().connect();
  let isBroken = false;
  try {
    const held = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1, $2) as held", [lockSpace, batchId]);
    if (!held.rows[0]?.held) return null;
    try {
      return await carryThrough(client, batchId, clock, options.signal);
    } finally {
      await client.query("select pg_advisory_unlock($1, $2)", [lockSpace, batchId]).catch(() => {
        isBroken = true;
      });
    }
  } finally {
    client.release(isBroken);
  }
}

async function carryThrough(client: PoolClient, batchId: number, clock: () => Date, signal: AbortSignal | undefined) {
  const batch = await db.importBatch.findUnique({ where: { id: batchId } });
  if (batch?.status !== "RUNNING") return null;
  const actor = starterOf(batch);
  const end = (status: "FAILED" | "CANCELLED", failure: string | null) =>
    endBatch({ actor, now: clock() }, { batchId, status, failure });
  if (batch.attempts >= maxAttempts) {
    await end("FAILED", "import-gave-up");
    return null;
  }
  await db.importBatch.update({
    where: { id: batchId },
    data: { attempts: { increment: 1 }, heartbeatAt: clock(), fault: null, brokenOffAt: null },
  });
  try {
    if (batch.cancelRequestedAt) throw new Cancelled();
    if (batch.kind === "documents") {
      await runRegister({ batch, actor, clock });
      return null;
    }
    const run = { client, batch, actor, clock, signal, twins: 0 };
    if (batch.isCheck) {
      await check(run);
      return null;
    }
    const known = (batch.rowsTotal ?? 0) > smallBatchRows ? await readAndMerge(run) : await readThenMerge(run);
    await releaseFile(batch.fileSha);
    return { known };
  } catch (error) {
    if (error instanceof Cancelled && batch.isCheck) await endCheck({ actor, now: clock() }, { batchId, counts: null });
    else if (error instanceof Cancelled) await end("CANCELLED", null);
    else if (error instanceof AppError && error.kind !== "unavailable") await end("FAILED", error.code);
    else {
      await noteBrokenOff(batchId, error, clock());
      if (error instanceof Stopped || batch.attempts + 1 < maxAttempts) throw error;
      await end("FAILED", "import-gave-up");
    }
    return null;
  }
}

type Run = {
  client: PoolClient;
  batch: Batch;
  actor: Actor;
  clock: () => Date;
  signal: AbortSignal | undefined;
  /** Lines set aside because an earlier one says the same. */
  twins: number;
};
/** Reads, judges and compares a whole register as an import would, and says what it would bring. Nothing is written to the record. */
async function check(run: Run): Promise<void> {
  const { batch, actor, clock } = run;
  await stage(run, nobody);
  await setTwinsAside(run);
  const asked = { timeout: longestMs };
  await setAside(batch, conflictReasons(await db.$transaction((tx) => stagedConflicts(tx, batch.id, actor), asked)));
  const would = await db.$transaction((tx) => stagedCounts(tx, batch.id, actor), asked);
  await endCheck(
    { actor, now: clock() },
    {
      batchId: batch.id,
      counts: {
        rowsNew: would.inserted,
        rowsChanged: would.changed,
        rowsUnchanged: would.unchanged + run.twins,
        rowsRejected: await db.importRejection.count({ where: { batchId: batch.id } }),
      },
    },
  );
}

/** A batch small enough to tell each row's fate: all is staged before anything is merged. */
async function readThenMerge(run: Run): Promise<StagedFate[]> {
  await stage(run, nobody);
  return settle(run);
}

/**
 * A long register: while it is read and judged, what was staged is written in the one transaction that ends the batch. The server and
 * this process work at the same time, and nothing is on record before it commits. Where lines of the register contradict each other
 * the transaction is given up, and the staged rows are merged anew without them.
 */
async function readAndMerge(run: Run): Promise<StagedFate[]> {
  const { batch, actor } = run;
  const now = run.clock();
  let isRead = false;
  try {
    return await db.$transaction(
      async (tx) => {
        // A register of nothing but bad rows leaves the transaction idle for as long as it is read.
        await tx.$executeRaw`set local idle_in_transaction_session_timeout = 0`;
        const writing = writer(tx, run, now);
        await stage(run, writing);
        isRead = true;
        if (writing.staged > writing.inserted) {
          const { differing } = await setTwinsAside(run);
          if (differing > 0) throw new AppError("conflict", "import-raced");
          await setAside(batch, conflictReasons(await stagedConflicts(tx, batch.id, actor)));
        }
        return await mergeBatch({ actor, now }, { batchId: batch.id, twins: run.twins, inserted: writing.inserted }, tx);
      },
      { timeout: longestMs, maxWait: 10_000 },
    );
  } catch (error) {
    if (!isRace(error)) throw error;
    log().info(
      { batchId: batch.id, error: describeError(error) },
      "a register could not be written while it was read; merging it from what was staged",
    );
    return isRead ? settle(run) : readThenMerge(run);
  }
}

/** Reads the register once, judging as it goes: good rows to the staging table, the others to the rejections. */
async function stage({ client, batch, actor, clock, signal }: Run, stretches: Stretches): Promise<void> {
  await clear(batch.id);
  const judge = await loadJudge({ unitId: batch.unitId, reach: reachOf(actor, "dossiers.import"), now: clock() });
  const rejections = new Rejections(batch.id);
  const progress = reporter(batch.id);
  const staging = openStaging(client, batch.id);
  let handed = Promise.resolve();
  // While the server ends one stretch the next is read; not the one after it.
  const handOn = async (upTo: number, rows: number) => {
    const before = handed;
    handed = staging.settle().then(() => stretches.take(upTo, rows));
    // Told to whoever waits next; until then it must not count as unhandled.
    handed.catch(() => undefined);
    await before;
  };
  try {
    let read = 0;
    let good = 0;
    for await (const rows of rowsOf(batch)) {
      for (const { line, cells, raw, faults } of rows) {
        if (raw && !isRecord(raw)) continue;
        read++;
        const verdict = raw ? judgeRow(raw, judge) : { ok: false as const, reasons: faults };
        const held = verdict.ok ? staging.add(line, verdict.row) : rejections.add(line, cells, verdict.reasons);
        if (held) await held;
        if (verdict.ok && ++good === stretchRows) {
          await handOn(line, good);
          good = 0;
        }
      }
      if (signal?.aborted) throw new Stopped("the worker is stopping");
      await progress(read, rejections.count);
    }
    await rejections.flush();
    if (good > 0) await handOn(lastLine, good);
    await handed;
    await stretches.end();
    await progress(read, rejections.count, true);
  } catch (error) {
    staging.abort();
    await handed.catch(() => undefined);
    await stretches.end().catch(() => undefined);
    throw error;
  }
}

async function clear(batchId: number): Promise<void> {
  await pool().query("delete from staged_dossier where batch_id = $1", [batchId]);
  await pool().query("delete from import_rejection where batch_id = $1", [batchId]);
}

/** Takes out what contradicts itself or the record, and merges the rest; again when somebody changed a dossier between the two. */
async function settle(run: Run): Promise<StagedFate[]> {
  const { batch, actor, clock } = run;
  await setTwinsAside(run);
  for (let race = 1; ; race++) {
    const conflicts = await db.$transaction((tx) => stagedConflicts(tx, batch.id, actor), { timeout: longestMs });
    await setAside(batch, conflictReasons(conflicts));
    try {
      return await mergeBatch({ actor, now: clock() }, { batchId: batch.id, twins: run.twins, inserted: null });
    } catch (error) {
      if (!isRace(error) || race === maxRaces) throw error;
      log().info({ batchId: batch.id, race, error: describeError(error) }, "an import met somebody else's change; merging again");
    }
  }
}
function isRace(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "import-raced";
  // A dossier of the same code was written meanwhile, or two transactions waited for each other.
  return error instanceof Error && /23505|40P01|unique constraint|deadlock/i.test(`${JSON.stringify(error)} ${error.message}`);
}

const MergeInput = z.strictObject({ batchId: z.int(), twins: z.int(), inserted: z.int().nullable() });
const mergeBatch = command(
  MergeInput,
  async (work, { batchId, twins, inserted }) => {
    const batch = await work.tx.importBatch.findUniqueOrThrow({ where: { id: batchId } });
    work.require("dossiers.import", batch.unitId);
    const known =
      inserted === null && (batch.rowsTotal ?? 0) <= smallBatchRows ? await stagedFates(work.tx, batchId, work.actor) : [];
    const merged = await mergeStaged(work.tx, batchId, work.actor, work.now, inserted);
    const rejected = await work.tx.importRejection.count({ where: { batchId } });
    const counts = {
      rowsNew: merged.inserted,
      rowsChanged: merged.changed,
      rowsUnchanged: merged.unchanged + twins,
      rowsRejected: rejected,
    };
    const { count } = await work.tx.importBatch.updateMany({
      where: { id: batchId, status: "RUNNING" },
      data: { ...counts, status: "DONE", endedAt: work.now, heartbeatAt: null, sample: null },
    });
    if (count === 0) throw new AppError("refused", "import-not-running");
    await work.tx.$executeRaw`delete from staged_dossier where batch_id = ${batchId}`;
    work.record("import.merge", { type: "import", id: batchId }, counts, batch.unitId);
    work.announce("imports");
    if (merged.inserted + merged.changed > 0) work.announce("dossiers");
    return known;
  },
  { timeoutMs: longestMs },
);
