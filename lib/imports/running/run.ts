import type { PoolClient } from "pg";
import { z } from "zod";
import { command } from "@/lib/command";
import { db, pool, type Tx } from "@/lib/db/client";
import {
  insertStaged,
  mergeStaged,
  type StagedConflict,
  type StagedFate,
  stagedConflicts,
  stagedFates,
} from "@/lib/dossiers/commands";
import { AppError } from "@/lib/errors";
import { readFile } from "@/lib/files/queries";
import { describeError, log } from "@/lib/log";
import { type Actor, reachOf } from "@/lib/policy";
import { type Cell, Layout, Mapping, type RawRow, type Reason, smallBatchRows } from "../model";
import { loadJudge } from "../queries";
import { readRecords } from "../reading/source";
import { isRecord, judgeRow } from "../rules";
import { pick, places } from "./cells";
import { endBatch, releaseFile } from "./ending";
import { readMachineRows } from "./machine-rows";
import { Rejections } from "./rejections";
import { openStaging } from "./staging";

const maxAttempts = 5;
/** Tries to merge while others keep changing the same dossiers. */
const maxRaces = 4;
const progressMs = 400;
const announceMs = 1_000;
const lockSpace = 20_261_122;
/** Rows staged before they are handed on to be written. */
const stretchRows = 4_000;
const lastLine = 2_147_483_647;
const longestMs = 60 * 60_000;

class Cancelled extends Error {}

const Reach = z.union([z.literal("all"), z.array(z.int())]);
type Batch = NonNullable<Awaited<ReturnType<typeof db.importBatch.findUnique>>>;

/** The rights the import was started with, in the name of who started it: they were checked then, and the audit log names them. */
function starterOf(batch: Batch): Actor {
  const units = Reach.parse(batch.startedReach);
  return {
    id: batch.startedBy ?? batch.createdBy,
    kind: "system",
    userId: null,
    name: batch.startedByName ?? batch.sender,
    roles: [],
    grants: [{ permission: "dossiers.import", units }],
  };
}

/**
 * Carries a started batch through: reads, judges and stages its rows, and merges them in one transaction. Nothing of it is on record
 * until that commits, so a run that was cut off is simply done again. Two runs of one batch never overlap. What is wrong with
 * the file ends the batch as FAILED; anything else is thrown, to be tried again. `known` tells what became of each row of a small batch.
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
  await db.importBatch.update({ where: { id: batchId }, data: { attempts: { increment: 1 }, heartbeatAt: clock() } });
  try {
    const run = { client, batch, actor, clock, signal, twins: 0 };
    const known = (batch.rowsTotal ?? 0) > smallBatchRows ? await readAndMerge(run) : await readThenMerge(run);
    await releaseFile(batch.fileSha);
    return { known };
  } catch (error) {
    if (error instanceof Cancelled) await end("CANCELLED", null);
    else if (error instanceof AppError && error.kind !== "unavailable") await end("FAILED", error.code);
    else throw error;
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
/** What a stretch of staged rows is handed to, while the next is being read. */
type Stretches = { take(upTo: number, rows: number): Promise<void>; end(): Promise<void> };
const nobody: Stretches = { take: async () => undefined, end: async () => undefined };

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

/** Writes the new dossiers of each stretch in the transaction, one stretch after the other; at most two are in hand. */
function writer(tx: Tx, { batch, actor }: Run, now: Date): Stretches & { staged: number; inserted: number } {
  let after = -1;
  let last: Promise<void> = Promise.resolve();
  let before = last;
  const counted = { staged: 0, inserted: 0 };
  return Object.assign(counted, {
    async take(upTo: number, rows: number) {
      await before;
      const lines = { after, upTo };
      after = upTo;
      counted.staged += rows;
      before = last;
      last = before.then(async () => {
        counted.inserted += await insertStaged(tx, batch.id, actor, now, lines);
      });
      // Told to whoever waits next; until then it must not count as unhandled.
      last.catch(() => undefined);
    },
    end: () => last,
  });
}

/** Reads the register once, judging as it goes: good rows to the staging table, the others to the rejections. */
async function stage({ client, batch, actor, clock, signal }: Run, stretches: Stretches): Promise<void> {
  await clear(batch.id);
  const judge = await loadJudge({ unitId: batch.unitId, reach: reachOf(actor, "dossiers.import"), now: clock() });
  const rejections = new Rejections(batch.id);
  const progress = reporter(batch.id);
  const staging = openStaging(client, batch.id);
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
          await staging.settle();
          await stretches.take(line, good);
          good = 0;
        }
      }
      if (signal?.aborted) throw new Error("the worker is stopping");
      await progress(read, rejections.count);
    }
    await rejections.flush();
    await staging.settle();
    if (good > 0) await stretches.take(lastLine, good);
    await stretches.end();
    await progress(read, rejections.count, true);
  } catch (error) {
    staging.abort();
    await stretches.end().catch(() => undefined);
    throw error;
  }
}

type Row = { line: number; cells: readonly Cell[]; raw: RawRow | null; faults: Reason[] };
async function* rowsOf(batch: Batch): AsyncGenerator<Row[]> {
  const sha = batch.fileSha ?? "";
  if (batch.format === "json") {
    yield* readMachineRows(readFile(sha));
    return;
  }
  const columns = places(Mapping.parse(batch.mapping));
  const format = batch.format === "xlsx" ? "xlsx" : "csv";
  for await (const rows of readRecords(sha, format, Layout.parse(batch.layout)))
    yield rows.map((r) => ({ line: r.line, cells: r.cells, raw: pick(r.cells, columns), faults: [] }));
}

/** Notes how far it is, tells the screens now and then, and stops when somebody asked to. */
function reporter(batchId: number) {
  let notedAt = 0;
  let toldAt = 0;
  return async (read: number, rejected: number, isLast = false): Promise<void> => {
    const now = Date.now();
    if (!isLast && now - notedAt < progressMs) return;
    notedAt = now;
    const { rows } = await pool().query<{ asked: boolean }>(
      `update import_batch set rows_read = $2, rows_rejected = $3, heartbeat_at = now(),
         rows_total = case when $4 then $2 else greatest(rows_total, $2) end
       where id = $1 returning cancel_requested_at is not null as asked`,
      [batchId, read, rejected, isLast],
    );
    if (rows[0]?.asked) throw new Cancelled();
    if (!isLast && now - toldAt < announceMs) return;
    toldAt = now;
    await pool().query("select pg_notify('live', 'imports')");
  };
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
const conflictReasons = (conflicts: readonly StagedConflict[]) =>
  conflicts.map(({ line, conflict }) => ({ line, reasons: [{ code: conflict }] }));
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
    await work.record("import.merge", { type: "import", id: batchId }, counts, batch.unitId);
    work.announce("imports");
    if (merged.inserted + merged.changed > 0) work.announce("dossiers");
    return known;
  },
  { timeoutMs: longestMs },
);

/**
 * One dossier on several lines: said twice alike, it is taken once; said differently, nobody can tell which is right, and none is
 * taken. Counts the repeats, and answers how many lines differ.
 */
async function setTwinsAside(run: Run): Promise<{ differing: number }> {
  const { batch } = run;
  const repeated = await pool().query<{ code: string }>(
    "select code from staged_dossier where batch_id = $1 group by code having count(*) > 1",
    [batch.id],
  );
  if (repeated.rows.length === 0) return { differing: 0 };
  // The codes are handed over as values: the planner knows nothing yet of rows staged a moment ago, and must not guess at a join.
  const { rows } = await pool().query<{ line: number; first: number; second: number; alike: boolean }>(
    `select line, first_value(line) over same as first, nth_value(line, 2) over same as second,
       min(content) over same = max(content) over same as alike
     from (
       select s.line, s.code, md5((to_jsonb(s) - array['line', 'phone_sealed', 'id_number_sealed'])::text) as content
       from staged_dossier s where s.batch_id = $1 and s.code = any ($2::text[])
     ) c window same as (partition by code order by line rows between unbounded preceding and unbounded following)`,
    [batch.id, repeated.rows.map((r) => r.code)],
  );
  const repeats = rows.filter((r) => r.alike && r.line !== r.first);
  await remove(
    batch.id,
    repeats.map((r) => r.line),
  );
  run.twins += repeats.length;
  const differing = rows.filter((r) => !r.alike);
  await setAside(
    batch,
    differing.map((r) => ({
      line: r.line,
      reasons: [{ code: "duplicate-differs", value: String(r.line === r.first ? r.second : r.first) }],
    })),
  );
  return { differing: differing.length };
}

async function remove(batchId: number, lines: number[]): Promise<void> {
  if (lines.length > 0)
    await pool().query("delete from staged_dossier where batch_id = $1 and line = any ($2::int[])", [batchId, lines]);
}

/** Moves staged rows to the rejections. Their cells are in the file alone, so it is read again: rows like these are few. */
async function setAside(batch: Batch, found: readonly { line: number; reasons: Reason[] }[]): Promise<void> {
  if (found.length === 0) return;
  const byLine = new Map(found.map((f) => [f.line, f.reasons]));
  const rejections = new Rejections(batch.id);
  for await (const rows of rowsOf(batch))
    for (const { line, cells } of rows) {
      const reasons = byLine.get(line);
      if (reasons) await rejections.add(line, cells, reasons);
    }
  await rejections.flush();
  await remove(batch.id, [...byLine.keys()]);
}
