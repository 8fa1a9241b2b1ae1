import * as z from "zod";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay, readDay, writeDay } from "@/lib/calendar/rules";
import { type Ctx, command, type Work } from "@/lib/command";
import { db, Prisma } from "@/lib/db/client";
import type { DocumentTask } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { faultAt } from "../record/checked";
import { standingOf } from "../record/reach";
import { isTheirs, reopenFault, taskFault } from "./decide";
import { EndWorkInput, ReadInput, type TaskActInput, TaskActInput as TaskActs, taskActs } from "./model";
import { dueDay } from "./route";
import { closeWork, comeBack, endBelow, handOf, openWork, tell } from "./standing";

const Act = z.strictObject({ id: z.int().positive(), taskId: z.int().positive(), act: TaskActs });
/**
 * One act on a task: whose it is takes it up, reports, asks for longer, ends it or hands it back; who gave it grants, declines or takes it
 * back. Refuses what `taskFault` refuses, `task-changed`, `due-in-past`, `extension-not-longer`, `due-after-own`; not-found for somebody else's.
 */
export const actOnTask = command(Act, async (work, { id, taskId, act }) => {
  const { tx, actor } = work;
  const at = await standingOf(tx, actor, id, true);
  const task = await tx.documentTask.findFirst({ where: { id: taskId, documentId: id } });
  if (!task || !isTheirs(await handOf(tx, actor, cityDay(work.now)), task, act.act)) throw new AppError("not-found", "not-found");
  answerFor(work, task);
  await openWork(tx, id);
  if (task.version !== act.version) throw new AppError("conflict", "task-changed");
  const fault = taskFault({ role: task.role, state: task.state, hasAsked: task.askedDueOn !== null }, act.act);
  if (fault) throw new AppError("conflict", fault);
  const change = await changeOf(work, task, act);
  await tx.documentTask.update({ where: { id: taskId }, data: { ...change, version: task.version + 1 } });
  const text = "text" in act ? act.text : null;
  const dueOn = act.act === "ask" ? change.askedDueOn : act.act === "grant" ? change.dueOn : null;
  await tell(work, id, taskActs[act.act].event, {
    ...{ taskId, text, dueOn: dueOn instanceof Date ? readDay(dueOn) : null },
  });
  if (act.act === "finish") {
    await endBelow(work, taskId, "CLOSED");
    // What the one who leads ends, is ended.
    if (task.parentId === null && task.role === "LEAD") await closeWork(work, id, act.text);
  }
  if (act.act === "recall") await endBelow(work, taskId, "RECALLED");
  if (act.act === "recall" || act.act === "return") await comeBack(work, task.parentId);
  work.record(`document.${act.act}-task`, { type: "document", id }, { addressee: taskId }, at.unitId);
  work.announce("documents");
  return { id, version: task.version + 1 };
});

/** The right behind an act: being the addressee or the giver oneself, else that of the unit. */
function answerFor({ actor, require, requireSelf }: Work, task: DocumentTask): void {
  if (actor.userId !== null && (task.assigneeId === actor.userId || task.givenById === actor.userId)) requireSelf(actor.userId);
  else if (can(actor, "documents.direct", task.givenInId)) require("documents.direct", task.givenInId);
  else require("documents.route", task.unitId);
}

/** What an act changes of its task. */
async function changeOf(work: Work, task: DocumentTask, act: TaskActInput): Promise<Prisma.DocumentTaskUpdateInput> {
  const { now } = work;
  const taken = { acceptedAt: task.acceptedAt ?? now, ...(task.state === "SENT" ? { state: "ACCEPTED" as const } : {}) };
  const answered = { askedDueOn: null, askedReason: null };
  switch (act.act) {
    case "accept":
      return taken;
    case "progress":
      return { ...taken, progress: act.text };
    case "ask":
      return { ...taken, askedDueOn: writeDay(await longer(work, task, act)), askedReason: act.text };
    case "grant":
      return { ...answered, dueOn: task.askedDueOn };
    case "decline":
      return answered;
    case "finish":
      return {
        ...answered,
        acceptedAt: task.acceptedAt ?? now,
        state: "DONE",
        reopensAs: task.state,
        result: act.text,
        endedAt: now,
      };
    case "return":
      // It lies with whoever gave it until they give it to somebody else.
      return { ...answered, state: "RETURNED", result: act.text };
    case "recall":
      return { ...answered, state: "RECALLED", result: act.text, endedAt: now };
  }
}

/** The day asked for: later than the one that stands, and within what the asker's own head was given. */
async function longer({ tx, now }: Work, task: DocumentTask, asked: Parameters<typeof dueDay>[0]) {
  const today = cityDay(now);
  const day = dueDay(asked, today, await workingCalendar(tx));
  if (day === null || day < today) throw faultAt("dueOn", "due-in-past");
  if (task.dueOn && day <= readDay(task.dueOn)) throw faultAt("dueOn", "extension-not-longer");
  const parent = task.parentId === null ? null : await tx.documentTask.findUnique({ where: { id: task.parentId } });
  if (parent?.dueOn && day > readDay(parent.dueOn)) throw faultAt("dueOn", "due-after-own");
  return day;
}

/**
 * Ends the work with a document, with what came of it; or opens it again on the same day, everything as it was. For whoever passes documents on
 * and acts for the unit that has it registered. Refuses `work-changed`, `work-closed`, `work-not-closed`, `work-closed-before`.
 */
export const endWork = command(z.strictObject({ id: z.int().positive(), act: EndWorkInput }), async (work, { id, act }) => {
  const { tx, actor, now } = work;
  const at = await standingOf(tx, actor, id, true);
  work.require("documents.route", at.unitId);
  if (!(await handOf(tx, actor, cityDay(now))).acting.includes(at.unitId)) throw new AppError("forbidden", "permission");
  const subject = { type: "document", id };
  if (act.act === "close") {
    const known = await openWork(tx, id);
    if (known.version !== act.version) throw new AppError("conflict", "work-changed");
    await closeWork(work, id, act.text);
    work.record("document.close-work", subject, {}, at.unitId);
  } else {
    const known = await tx.documentWork.findUnique({ where: { documentId: id } });
    if (!known) throw new AppError("conflict", "work-not-begun");
    const fault = reopenFault(known.closedAt && cityDay(known.closedAt), cityDay(now));
    if (fault) throw new AppError("conflict", fault);
    if (known.version !== act.version) throw new AppError("conflict", "work-changed");
    await tx.$executeRaw`update document_task set state = reopens_as, reopens_as = null, ended_at = null, version = version + 1,
        result = case when state = 'DONE' then null else result end
      where document_id = ${id} and ended_at = ${known.closedAt} and reopens_as is not null`;
    await tx.documentWork.update({
      where: { documentId: id },
      data: { closedAt: null, closedBy: null, closedByName: null, outcome: null, answerId: null, version: { increment: 1 } },
    });
    await tell(work, id, "REOPENED", { text: act.text });
    work.record("document.reopen-work", subject, {}, at.unitId);
  }
  work.announce("documents");
  return { id, version: act.version + 1 };
});

/** The tasks (`t`) that came to this actor: in person, or to a unit of theirs; a unit's for whoever sits in it, where the right reaches every unit. */
function cameTo(actor: Actor, today: string): Prisma.Sql {
  const grants = actor.grants.filter((grant) => grant.permission === "documents.route");
  const below = grants.flatMap(({ units }) => (units === "all" ? [] : [...units]));
  return Prisma.sql`(t.assignee_id = ${actor.userId} or (t.assignee_id is null and (t.unit_id = any (${below}::int[])
    ${
      grants.some(({ units }) => units === "all")
        ? Prisma.sql`or exists (select from post p where p.user_id = ${actor.userId} and p.unit_id = t.unit_id
          and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date))`
        : Prisma.empty
    })))`;
}

const Opened = z.strictObject({ documentId: z.int().positive() });
const openTasks = command(Opened, async (work, { documentId }) => {
  const { tx, actor, now } = work;
  work.requireSelf(actor.userId ?? 0);
  const rows = await tx.$queryRaw<{ id: number }[]>`update document_task t set opened_at = ${now}, opened_by_name = ${actor.name},
      version = t.version + case when t.role = 'INFORM' then 1 else 0 end,
      state = case when t.role = 'INFORM' then 'DONE'::document_task_state else t.state end,
      ended_at = case when t.role = 'INFORM' then ${now}::timestamptz else t.ended_at end
    where t.document_id = ${documentId} and t.opened_at is null and t.ended_at is null and t.state <> 'RETURNED' and ${cameTo(actor, cityDay(now))}
    returning t.id`;
  work.record("document.open-task", { type: "document", id: documentId }, { addressees: rows.length });
  work.announce("documents");
});
/** Notes that an addressee opened a document they were given, the first time; what was for information is thereby read. */
export async function noteOpening(ctx: Ctx, documentId: number): Promise<void> {
  if (ctx.actor.kind !== "user") return;
  const [unopened] = await db.$queryRaw<
    unknown[]
  >`select 1 from document_task t where t.document_id = ${documentId} and t.opened_at is null
    and t.ended_at is null and t.state <> 'RETURNED' and ${cameTo(ctx.actor, cityDay(ctx.now))} limit 1`;
  if (unopened) await openTasks(ctx, { documentId });
}

/** Notes of many documents for information at once that they were seen. What is not the actor's, or is read already, is left as it is. */
export const markRead = command(ReadInput, async (work, { taskIds }) => {
  const { tx, actor, now } = work;
  work.requireSelf(actor.userId ?? 0);
  const rows = await tx.$queryRaw<{ id: number }[]>`update document_task t set opened_at = coalesce(t.opened_at, ${now}),
      opened_by_name = coalesce(t.opened_by_name, ${actor.name}), version = t.version + 1, state = 'DONE', ended_at = ${now}
    where t.id = any (${taskIds}::int[]) and t.role = 'INFORM' and t.ended_at is null and t.state <> 'RETURNED' and ${cameTo(actor, cityDay(now))}
    returning t.id`;
  work.record("document.mark-read", { type: "user", id: actor.userId ?? 0 }, { addressees: rows.length });
  work.announce("documents");
  return { read: rows.length };
});
