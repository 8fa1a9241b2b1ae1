import type { PoolClient } from "pg";
import { z } from "zod";
import { command } from "@/lib/command";
import { db, pool } from "@/lib/db/client";
import { mergeStaged, type StagedFate, stagedConflicts, stagedFates } from "@/lib/dossiers/commands";
import { AppError } from "@/lib/errors";
import { readFile } from "@/lib/files/queries";
import { describeError, log } from "@/lib/log";
import { type Actor, reachOf } from "@/lib/policy";
import { type Cell, Layout, Mapping, type RawRow, type Reason } from "../model";
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
 * Carries a started batch through: reads, judges and stages its rows, then merges them in one transaction. Nothing of it is on record
 * until that commits, so a run that was cut off is simply done again. Two runs of one batch never overlap. What is wrong with
 * the file ends the batch as FAILED; anything else is thrown, to be tried again. `outcomes` also tells what became of each row.
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
    await stage(client, batch, actor, clock, signal);
    const known = await settle(batch, actor, clock);
    await releaseFile(batch.fileSha);
    return { known };
  } catch (error) {
    if (error instanceof Cancelled) await end("CANCELLED", null);
    else if (error instanceof AppError && error.kind !== "unavailable") await end("FAILED", error.code);
    else throw error;
    return null;
  }
}

/** Reads the register once, judging as it goes: good rows to the staging table, the others to the rejections. */
async function stage(
  client: PoolClient,
  batch: Batch,
  actor: Actor,
  clock: () => Date,
  signal: AbortSignal | undefined,
): Promise<void> {
  await clear(batch.id);
  const judge = await loadJudge({ unitId: batch.unitId, reach: reachOf(actor, "dossiers.import"), now: clock() });
  const rejections = new Rejections(batch.id);
  const progress = reporter(batch.id);
  const staging = openStaging(client, batch.id);
  try {
    let read = 0;
    for await (const rows of rowsOf(batch)) {
      for (const { line, cells, raw, faults } of rows) {
        if (raw && !isRecord(raw)) continue;
        read++;
        const verdict = raw ? judgeRow(raw, judge) : { ok: false as const, reasons: faults };
        const held = verdict.ok ? staging.add(line, verdict.row) : rejections.add(line, cells, verdict.reasons);
        if (held) await held;
      }
      if (signal?.aborted) throw new Error("the worker is stopping");
      await progress(read, rejections.count);
    }
    await rejections.flush();
    await staging.end();
    await progress(read, rejections.count, true);
  } catch (error) {
    staging.abort();
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
async function settle(batch: Batch, actor: Actor, clock: () => Date): Promise<StagedFate[]> {
  const twins = await setTwinsAside(batch);
  for (let race = 1; ; race++) {
    const conflicts = await db.$transaction((tx) => stagedConflicts(tx, batch.id, actor), { timeout: 600_000 });
    await setAside(
      batch,
      conflicts.map(({ line, conflict }) => ({ line, reasons: [{ code: conflict }] })),
    );
    try {
      return await mergeBatch({ actor, now: clock() }, { batchId: batch.id, twins });
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

const MergeInput = z.strictObject({ batchId: z.int(), twins: z.int() });
const mergeBatch = command(
  MergeInput,
  async (work, { batchId, twins }) => {
    const batch = await work.tx.importBatch.findUniqueOrThrow({ where: { id: batchId } });
    work.require("dossiers.import", batch.unitId);
    const known = (batch.rowsTotal ?? 0) <= 1_000 ? await stagedFates(work.tx, batchId, work.actor) : [];
    const merged = await mergeStaged(work.tx, batchId, work.actor, work.now);
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
  { timeoutMs: 600_000 },
);

/**
 * One dossier on several lines: said twice alike, it is taken once; said differently, nobody can tell which is right, and none is
 * taken. Answers how many lines were repeats.
 */
async function setTwinsAside(batch: Batch): Promise<number> {
  const repeated = await pool().query<{ code: string }>(
    "select code from staged_dossier where batch_id = $1 group by code having count(*) > 1",
    [batch.id],
  );
  if (repeated.rows.length === 0) return 0;
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
  await setAside(
    batch,
    rows
      .filter((r) => !r.alike)
      .map((r) => ({
        line: r.line,
        reasons: [{ code: "duplicate-differs", value: String(r.line === r.first ? r.second : r.first) }],
      })),
  );
  return repeats.length;
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
