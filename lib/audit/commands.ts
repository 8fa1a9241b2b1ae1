import { db, type Prisma, type Tx } from "@/lib/db/client";
import type { DetailKey } from "./labels";

/** What an entry tells beside who, what and when: only what labels.ts has words for. */
export type AuditDetail<D> = D & Record<Exclude<keyof D, DetailKey>, never>;
export type AuditFact = {
  actorId: string;
  /** Present tense, room first: "dossier.pause", "user.disable". */
  action: string;
  subject: { type: string; id: string | number };
  unitId?: number | null;
  /** Ids, codes and counts; never a personal value (erasure and evidence must not fight). */
  detail: Prisma.InputJsonObject;
};

/** Writes rows of the log by one actor in the change's own transaction, and tells the topics; all in one round to the database. */
export async function writeEntries(
  tx: Tx,
  actorId: string,
  facts: readonly Omit<AuditFact, "actorId">[],
  topics: readonly string[],
): Promise<void> {
  const rows = facts.map(({ action, subject, unitId, detail }) => ({
    ...{ action, detail, subject: subject.type, subject_id: String(subject.id), unit_id: unitId ?? null },
  }));
  await tx.$queryRaw`with told as (
      insert into audit_entry (actor_id, action, subject, subject_id, unit_id, detail)
      select ${actorId}, e.action, e.subject, e.subject_id, e.unit_id, e.detail
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) e(action text, subject text, subject_id text, unit_id int, detail jsonb)
    ) select pg_notify('live', topic)::text from unnest(${[...topics]}::text[]) topic`;
}

/** Writes the log's row in the change's own transaction. The database sets its id, transaction and time. */
export async function writeEntry<D extends AuditFact["detail"]>(
  tx: Tx,
  fact: AuditFact & { detail: AuditDetail<D> },
): Promise<void> {
  await tx.$executeRaw`insert into audit_entry (actor_id, action, subject, subject_id, unit_id, detail)
    values (${fact.actorId}, ${fact.action}, ${fact.subject.type}, ${String(fact.subject.id)}, ${fact.unitId ?? null}, ${JSON.stringify(fact.detail)}::jsonb)`;
}

/** Notes that somebody looked at something personal. `place` is the route or page that showed it. */
export function noteReading(actorId: string, subject: AuditFact["subject"], place: string): Promise<void> {
  return writeEntry(db, { actorId, action: `${subject.type}.view`, subject, detail: { route: place } });
}
