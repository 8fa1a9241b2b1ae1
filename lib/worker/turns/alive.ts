import { pool } from "@/lib/db/client";
import { log } from "@/lib/log";

const lockOf = (parameter: string) => `hashtextextended('vong-lau job ' || ${parameter}, 0)`;

/** Does a job of the queue while a lock tells that its worker lives. The lock ends with the connection: a killed worker lets go of it. */
export async function whileAlive<T>(jobId: string, act: () => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let isBroken = false;
  try {
    await client.query(`select pg_advisory_lock(${lockOf("$1")})`, [jobId]);
    return await act();
  } finally {
    await client.query(`select pg_advisory_unlock(${lockOf("$1")})`, [jobId]).catch(() => {
      isBroken = true;
    });
    client.release(isBroken);
  }
}

/** A job just taken has this long to get its lock. */
const graceSeconds = 20;

/**
 * Gives back the jobs a killed worker had in hand, to whoever lives; the queue itself would wait four hours. A try of theirs is spent, so
 * that a job which ends its worker every time is given up. Returns how many.
 */
export async function freeDeadJobs(): Promise<number> {
  const { rows } = await pool().query<{ id: string; worker: string }>(
    `select j.id::text as id, j.locked_by as worker from graphile_worker.jobs j
     where j.locked_at < now() - make_interval(secs => $1) and pg_try_advisory_xact_lock(${lockOf("j.id::text")})`,
    [graceSeconds],
  );
  if (rows.length === 0) return 0;
  await pool().query("select graphile_worker.force_unlock_workers($1::text[])", [rows.map(({ worker }) => worker)]);
  log().warn({ jobs: rows.map(({ id }) => id) }, "jobs of a worker that is gone are taken up");
  return rows.length;
}
