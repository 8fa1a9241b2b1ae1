import type { Prisma, Tx } from "@/lib/db/client";

export type AuditFact = {
  actorId: string;
  /** Present tense, room first: "dossier.pause", "user.disable". */
  action: string;
  subject: { type: string; id: string | number };
  unitId?: number | null;
  /** Ids, codes and counts; never a personal value (erasure and evidence must not fight). */
  detail: Prisma.InputJsonObject;
};

/** Writes the log's row in the change's own transaction. The database sets its id, transaction and time. */
export async function writeEntry(tx: Tx, fact: AuditFact): Promise<void> {
  await tx.$executeRaw`insert into audit_entry (actor_id, action, subject, subject_id, unit_id, detail)
    values (${fact.actorId}, ${fact.action}, ${fact.subject.type}, ${String(fact.subject.id)}, ${fact.unitId ?? null}, ${JSON.stringify(fact.detail)}::jsonb)`;
}
