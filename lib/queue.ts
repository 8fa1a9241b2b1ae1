import { db, type Tx } from "@/lib/db/client";

/** Background work by name. A test checks that each has a handler and each handler a name. */
export const jobNames = [
  "run-import",
  "redate-dossiers",
  "fold-cells",
  "seal-audit",
  "scan-files",
  "check-signatures",
  "fetch-lists",
  "ask-responders",
  "sign-documents",
  "count-quality",
  "push-exchange",
  "push-packets",
  "probe-cameras",
  "sweep",
] as const;
export type JobName = (typeof jobNames)[number];

/** Notes a job inside the caller's transaction: it exists if and only if the change commits. `key` keeps one of a kind waiting. */
export async function enqueue(tx: Tx, name: JobName, payload: Record<string, string | number>, key?: string): Promise<void> {
  await tx.$executeRaw`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json, job_key => ${key ?? null}, max_attempts => 5)`;
}

/** From when on a worker takes the noted jobs of some keys. One that a worker has in hand, or that was given up, is not among them. */
export async function waitingSince(keys: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.$queryRaw<{ key: string; at: Date }[]>`
    select key, run_at as at from graphile_worker.jobs
    where key = any (${[...keys]}::text[]) and locked_at is null and attempts < max_attempts`;
  return new Map(rows.map(({ key, at }) => [key, at]));
}
