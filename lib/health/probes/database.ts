import type { PoolClient } from "pg";
import { sealLimitMinutes } from "@/lib/audit/model";
import { migrationNames } from "@/lib/db/migrations";
import type { Check, TroubledJob } from "../model";
import { above, firstLine, oldestDatabase, worse } from "../rules";

/** One row of one statement. */
async function row<R extends object>(client: PoolClient, sql: string): Promise<R> {
  const { rows } = await client.query<R>(sql);
  const found = rows[0];
  if (!found) throw new Error("a probe found no row");
  return found;
}

export async function probeDatabase(client: PoolClient): Promise<Check> {
  const facts = await row<{ version: string; major: number; bytes: string; used: number; most: number }>(
    client,
    `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
       pg_database_size(current_database())::text as bytes, (select sum(numbackends)::int from pg_stat_database) as used,
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most`,
  );
  const version = facts.version.split(" ")[0] ?? "";
  const crowded = above(facts.used / facts.most, { watch: 0.8, bad: 0.95 });
  return {
    code: "database",
    state: worse(facts.major < oldestDatabase ? "bad" : "good", crowded),
    facts: { version, megabytes: Math.round(Number(facts.bytes) / 1_048_576), used: facts.used, most: facts.most },
  };
}

export async function probeMigrations(client: PoolClient): Promise<Check> {
  const { rows } = await client.query<{ name: string; isDone: boolean }>(
    `select migration_name as name, finished_at is not null as "isDone" from _prisma_migrations where rolled_back_at is null`,
  );
  const done = new Set(rows.filter((r) => r.isDone).map((r) => r.name));
  const missing = migrationNames().filter((name) => !done.has(name)).length;
  const broken = rows.filter((r) => !r.isDone).length;
  return {
    code: "migrations",
    state: missing + broken > 0 ? "bad" : "good",
    facts: { applied: done.size, missing, broken, latest: [...done].sort().at(-1) ?? "" },
  };
}

export async function probeQueue(client: PoolClient): Promise<Check> {
  const facts = await row<{ waiting: number; running: number; failed: number; oldestSeconds: number }>(
    client,
    `select count(*) filter (where attempts < max_attempts and locked_at is null and run_at <= now())::int as waiting,
       count(*) filter (where locked_at is not null)::int as running,
       count(*) filter (where attempts >= max_attempts and locked_at is null)::int as failed,
       coalesce(max(extract(epoch from now() - run_at)) filter (where attempts < max_attempts and locked_at is null and run_at <= now()), 0)::int as "oldestSeconds"
     from graphile_worker.jobs`,
  );
  const waited = above(facts.oldestSeconds, { watch: 60, bad: 600 });
  return { code: "queue", state: worse(facts.failed > 0 ? "watch" : "good", waited), facts };
}

export async function listTroubled(client: PoolClient): Promise<TroubledJob[]> {
  const { rows } = await client.query<{
    id: string;
    task: string;
    attempts: number;
    max: number;
    error: string | null;
    at: Date;
  }>(
    `select id::text, task_identifier as task, attempts, max_attempts as max, last_error as error, run_at as at
     from graphile_worker.jobs where last_error is not null and locked_at is null order by attempts >= max_attempts desc, id desc limit 50`,
  );
  return rows.map((r) => ({
    id: r.id,
    task: r.task,
    attempts: r.attempts,
    maxAttempts: r.max,
    isGivenUp: r.attempts >= r.max,
    error: firstLine(r.error),
    runAt: r.at.toISOString(),
  }));
}

const countedUpTo = 1_000_000;
export async function probeFold(client: PoolClient): Promise<Check> {
  const facts = await row<{ waiting: number }>(
    client,
    `select count(*)::int as waiting from (select from dossier_delta limit ${countedUpTo}) d`,
  );
  // One round of the fold, every three seconds, moves 50,000.
  return { code: "fold", state: above(facts.waiting, { watch: 100_000, bad: 500_000 }), facts };
}

export async function probeSeal(client: PoolClient, waitingSeconds: number): Promise<Check> {
  const facts = await row<{ seals: number; lastSeconds: number | null }>(
    client,
    `select coalesce(max(n), 0)::int as seals, extract(epoch from clock_timestamp() - max(at))::int as "lastSeconds" from audit_seal`,
  );
  const limit = sealLimitMinutes * 60;
  // A quiet log is sealed every ten minutes too: silence means that nobody seals.
  const silence = facts.lastSeconds ?? (waitingSeconds > 0 ? waitingSeconds : 0);
  return {
    code: "seal",
    state: worse(above(waitingSeconds, { watch: 120, bad: limit }), above(silence, { watch: limit, bad: 2 * limit })),
    facts: { seals: facts.seals, waitingSeconds, lastMinutes: Math.round(silence / 60) },
  };
}

/** How far this machine's clock is from the database's, seen across a round trip. */
export async function probeClock(client: PoolClient): Promise<Check> {
  const before = Date.now();
  const { at } = await row<{ at: Date }>(client, "select clock_timestamp() as at");
  const after = Date.now();
  const uncertainMs = Math.ceil((after - before) / 2);
  const skewMs = Math.max(0, Math.abs(at.getTime() - (before + after) / 2) - uncertainMs);
  return {
    code: "clock",
    state: above(skewMs, { watch: 1_000, bad: 30_000 }),
    facts: { skewMs: Math.round(skewMs), databaseAt: at.toISOString() },
  };
}
