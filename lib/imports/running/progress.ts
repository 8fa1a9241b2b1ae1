import { pool } from "@/lib/db/client";

const progressMs = 400;
const announceMs = 1_000;

/** Somebody asked to give the batch up. */
export class Cancelled extends Error {}
/** The worker is being stopped; the batch waits for the next. */
export class Stopped extends Error {}

/** Notes how far it is, tells the screens now and then, and stops when somebody asked to. */
export function reporter(batchId: number) {
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

/** The same of the files beside a register, so many in all. */
export function fileReporter(batchId: number, total: number) {
  let notedAt = 0;
  return async (read: number): Promise<void> => {
    const now = Date.now();
    if (read < total && now - notedAt < progressMs) return;
    notedAt = now;
    const { rows } = await pool().query<{ asked: boolean }>(
      `with noted as (update import_batch set files_read = $2, files_total = $3, heartbeat_at = now() where id = $1
         returning cancel_requested_at is not null as asked)
       select asked from noted, lateral (select pg_notify('live', 'imports')) told`,
      [batchId, read, total],
    );
    if (rows[0]?.asked) throw new Cancelled();
  };
}
