import pg from "pg";
import { applicationRole, db, Prisma, pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import type { Locale } from "@/lib/words";
import { writeEntry } from "./commands";
import { csvHead, csvLines } from "./exporting/csv";
import type { AuditFilter, AuditReport, AuditRow, AuditStanding } from "./model";
import { headFile, lastHead } from "./sealing/head";
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

/** How far the log is sealed, beside the newest head outside; for whoever may read the log. */
export async function auditStanding(actor: Actor): Promise<AuditStanding> {
  mayRead(actor);
  const [seal, exported, waitingSeconds] = await Promise.all([
    db.auditSeal.findFirst({ orderBy: { n: "desc" }, select: { n: true, at: true, hash: true } }),
    lastHead(headFile()),
    sealBacklogSeconds(),
  ]);
  return {
    seals: seal?.n ?? 0,
    lastSealAt: seal?.at.toISOString() ?? null,
    lastHash: seal?.hash ?? null,
    waitingSeconds,
    exported,
  };
}

/** The entries a filter asks for, newest first, at most `take`; for whoever may read the log. That somebody looked is itself an entry. */
export async function listAudit(actor: Actor, filter: AuditFilter, take = 100): Promise<AuditRow[]> {
  mayRead(actor);
  const rows = await entriesOf(filter, take);
  await tellOf(actor, "audit.view", filter);
  return rows;
}

const exportBatch = 2_000;
/** All entries a filter asks for, as CSV in pieces, newest first. That somebody took them along is itself an entry. */
export async function* exportAudit(actor: Actor, filter: AuditFilter, locale: Locale): AsyncGenerator<string> {
  mayRead(actor);
  await tellOf(actor, "audit.export", filter);
  yield csvHead(locale);
  for (let before = filter.before; ; ) {
    const rows = await entriesOf({ ...filter, ...(before ? { before } : {}) }, exportBatch);
    if (rows.length > 0) yield csvLines(rows, locale);
    if (rows.length < exportBatch) return;
    before = rows.at(-1)?.id;
  }
}

function mayRead(actor: Actor): void {
  if (!can(actor, "audit.view", "city")) throw new AppError("not-found", "not-found");
}

async function entriesOf({ who, action, subject, subjectId, from, to, before }: AuditFilter, take: number): Promise<AuditRow[]> {
  const asked = [
    Prisma.sql`true`,
    ...(before ? [Prisma.sql`e.id < ${before}::bigint`] : []),
    ...(who
      ? [Prisma.sql`(e.actor_id = ${who} or e.actor_id = (select 'user:' || w.id from app_user w where w.login = lower(${who})))`]
      : []),
    // "dossier" and "dossier." name all acts of a kind.
    ...(action ? [Prisma.sql`(e.action = ${action} or e.action like ${`${action.replace(/\.$/, "")}.%`})`] : []),
    ...(subject ? [Prisma.sql`e.subject = ${subject}`] : []),
    ...(subjectId ? [Prisma.sql`e.subject_id = ${subjectId}`] : []),
    ...(from ? [Prisma.sql`e.at >= ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`] : []),
    ...(to ? [Prisma.sql`e.at < (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`] : []),
  ];
  const rows = await db.$queryRaw<(Omit<AuditRow, "at"> & { at: Date })[]>`
    select e.id::text as id, e.at, e.actor_id as "actorId", u.name as "actorName", e.action, e.subject, e.subject_id as "subjectId", e.detail::text as detail,
      e.xid < coalesce((select horizon from audit_seal order by n desc limit 1), '0'::xid8) as "isSealed"
    from audit_entry e left join app_user u on e.actor_id = 'user:' || u.id
    where ${Prisma.join(asked, " and ")}
    order by e.id desc limit ${take}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

function tellOf(actor: Actor, action: string, filter: AuditFilter): Promise<void> {
  return writeEntry(db, { actorId: actor.id, action, subject: { type: "audit", id: "log" }, detail: { ...filter } });
}
