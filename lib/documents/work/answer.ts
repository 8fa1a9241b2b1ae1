import type { Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { standingOf } from "../record/reach";
import { closeWork } from "./standing";

type Answer = { unitId: number; responseForId: number | null };
/**
 * May an answer that a unit issues end the work with what it answers? Of the unit that has the document registered, or of one that leads in it,
 * where the work is open and the actor gives out numbers for the unit.
 */
export async function mayCloseBy(tx: Tx, actor: Actor, { unitId, responseForId }: Answer): Promise<boolean> {
  if (responseForId === null || !can(actor, "documents.register", unitId)) return false;
  const rows = await tx.$queryRaw<unknown[]>`select 1 from document_work w join document d on d.id = w.document_id
    where w.document_id = ${responseForId} and w.closed_at is null and d.state = 'REGISTERED'
      and (d.unit_id = ${unitId} or exists (select from document_task t where t.document_id = d.id and t.role = 'LEAD' and t.unit_id = ${unitId}
        and t.ended_at is null and t.state <> 'RETURNED'))`;
  return rows.length > 0;
}

/** Ends the work with the document an answer is for, naming the answer. Refuses `answer-closes-nothing`. */
export async function closeAnswered(work: Work, answer: Answer & { id: number; symbol: string }): Promise<void> {
  const { tx, actor } = work;
  const { responseForId } = answer;
  if (responseForId === null) throw new AppError("conflict", "answer-closes-nothing");
  const asked = await standingOf(tx, actor, responseForId, true);
  if (!(await mayCloseBy(tx, actor, answer))) throw new AppError("conflict", "answer-closes-nothing");
  await closeWork(work, asked.id, `Đã trả lời bằng văn bản số ${answer.symbol}`, answer.id);
  work.record("document.close-work", { type: "document", id: asked.id }, { code: answer.symbol }, asked.unitId);
}

/** Nobody works on with a document whose number was voided. */
export async function endVoided(work: Work, documentId: number, reason: string): Promise<void> {
  const open = await work.tx.documentWork.findUnique({ where: { documentId } });
  if (open && open.closedAt === null) await closeWork(work, documentId, `Bỏ số: ${reason}`);
}
