import pg from "pg";
import { applicationRole, db, pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import type { AuditReport, AuditRow } from "./model";
import { headFile } from "./sealing/head";
import { verifyLog } from "./sealing/verify";

/** Checks the whole audit log against its seals and the heads kept outside, in one snapshot. Reads only. */
export async function verifyAudit(file = headFile()): Promise<AuditReport> {
  // A connection of its own: a check may take minutes and must not take one from the application.
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: "vong-lau audit",
    options: `-c role=${applicationRole}`,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const report = await verifyLog(client, file);
    await client.query("commit");
    return report;
  } finally {
    await client.end();
  }
}

/** How long the oldest entry has waited for its seal, in seconds; 0 when none waits. */
export async function sealBacklogSeconds(): Promise<number> {
  const { rows } = await pool().query<{ seconds: string | null }>(
    `select extract(epoch from clock_timestamp() - at)::text as seconds from audit_entry
     where id is not null and xid >= coalesce((select horizon from audit_seal order by n desc limit 1), '0'::xid8) order by xid limit 1`,
  );
  return Math.max(0, Math.round(Number(rows[0]?.seconds ?? 0)));
}

/** The newest entries below `before` (an entry's id), at most `take`; for whoever may read the log. */
export async function listAudit(
  actor: Actor,
  { before, subject, take = 100 }: { before?: string; subject?: string; take?: number },
): Promise<AuditRow[]> {
  if (!can(actor, "audit.view", "city")) throw new AppError("not-found", "not-found");
  const rows = await db.$queryRaw<(Omit<AuditRow, "at"> & { at: Date })[]>`
    select e.id::text as id, e.at, e.actor_id as "actorId", u.name as "actorName", e.action, e.subject, e.subject_id as "subjectId", e.detail::text as detail,
      e.xid < coalesce((select horizon from audit_seal order by n desc limit 1), '0'::xid8) as "isSealed"
    from audit_entry e left join app_user u on e.actor_id = 'user:' || u.id
    where (${before ?? null}::bigint is null or e.id < ${before ?? null}::bigint) and (${subject ?? null}::text is null or e.subject = ${subject ?? null})
    order by e.id desc limit ${take}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
