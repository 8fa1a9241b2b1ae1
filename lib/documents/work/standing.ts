import type { Day } from "@/lib/calendar/model";
import { writeDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import type { DocumentWork } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { type Actor, type Permission, type Reach, reachOf, rights } from "@/lib/policy";
import type { Hand } from "./decide";
import type { DocumentWorkAct } from "./model";

/**
 * The units an actor acts for and directs. A right that reaches the whole city is no seat in each of its units: whoever leads the city passes
 * documents on to a ward, and what the ward then does with them is said by those who sit there.
 */
export async function handOf(tx: Tx, actor: Actor, today: Day): Promise<Hand> {
  const [routes, directs] = [reachOf(actor, "documents.route"), reachOf(actor, "documents.direct")];
  const posts =
    actor.userId === null || (routes !== "all" && directs !== "all")
      ? []
      : await tx.post.findMany({
          where: {
            userId: actor.userId,
            validFrom: { lte: writeDay(today) },
            OR: [{ validUntil: null }, { validUntil: { gte: writeDay(today) } }],
          },
          select: { unitId: true, role: true },
        });
  const seats = (reach: Reach, permission: Permission) =>
    reach === "all" ? posts.flatMap(({ unitId, role }) => (rights[role].includes(permission) ? [unitId] : [])) : reach;
  return {
    userId: actor.userId,
    acting: seats(routes, "documents.route"),
    directing: seats(directs, "documents.direct"),
  };
}

/** The work with a document that is not closed; refuses `work-not-begun`, `work-closed`. */
export async function openWork(tx: Tx, documentId: number): Promise<DocumentWork> {
  const work = await tx.documentWork.findUnique({ where: { documentId } });
  if (!work) throw new AppError("conflict", "work-not-begun");
  if (work.closedAt) throw new AppError("conflict", "work-closed");
  return work;
}

type Told = { taskId?: number; dueOn?: Day | null; text?: string | null; onInstructionOf?: string | null };
/** Notes an act in the story of a document, which only grows. */
export async function tell(work: Work, documentId: number, act: DocumentWorkAct, told: Told = {}): Promise<void> {
  const { tx, actor, now } = work;
  const { taskId = null, dueOn = null, text = null, onInstructionOf = null } = told;
  await tx.documentWorkEvent.create({
    data: {
      ...{ documentId, taskId, act, at: now, by: actor.id, byName: actor.name, onInstructionOf, text },
      dueOn: dueOn && writeDay(dueOn),
    },
  });
}

/** Closes what is open of a work, what is for information left to be read; each knows what it was. */
export async function closeTasks({ tx, now }: Pick<Work, "tx" | "now">, documentId: number): Promise<void> {
  await tx.$executeRaw`update document_task set version = version + 1, ended_at = ${now}, reopens_as = state,
      state = case when state = 'RETURNED' then state else 'CLOSED' end, asked_due_on = null, asked_reason = null
    where document_id = ${documentId} and ended_at is null and role <> 'INFORM'`;
}

/** Ends the work with a document, with what came of it. */
export async function closeWork(work: Work, documentId: number, outcome: string, answerId: number | null = null): Promise<void> {
  const { tx, actor, now } = work;
  await closeTasks(work, documentId);
  await tx.documentWork.update({
    where: { documentId },
    data: { closedAt: now, closedBy: actor.id, closedByName: actor.name, outcome, answerId, version: { increment: 1 } },
  });
  await tell(work, documentId, "CLOSED", { text: outcome });
}

/** Tasks below one, however deep, take an end that is not theirs. */
export async function endBelow(
  { tx, now }: Pick<Work, "tx" | "now">,
  taskId: number,
  state: "CLOSED" | "RECALLED",
): Promise<void> {
  await tx.$executeRaw`with recursive below (id) as (
      select id from document_task where parent_id = ${taskId}
      union all select t.id from below b join document_task t on t.parent_id = b.id
    ) update document_task t set version = t.version + 1, ended_at = ${now}, reopens_as = t.state, state = ${state}::document_task_state,
        asked_due_on = null, asked_reason = null
      from below where t.id = below.id and t.ended_at is null and t.role <> 'INFORM'`;
}

/** A task nobody below works on any more lies with its addressee again. */
export async function comeBack({ tx }: Pick<Work, "tx">, parentId: number | null): Promise<void> {
  if (parentId === null) return;
  await tx.$executeRaw`update document_task p set state = 'ACCEPTED', version = p.version + 1
    where p.id = ${parentId} and p.state = 'HANDED_ON' and not exists (select from document_task c
      where c.parent_id = p.id and c.role <> 'INFORM' and c.state in ('SENT', 'ACCEPTED', 'HANDED_ON', 'DONE'))`;
}
