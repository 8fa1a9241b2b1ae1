import * as z from "zod";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { workingCalendar } from "@/lib/calendar/queries";
import { addWorkingDays, cityDay, readDay, writeDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import type { DocumentTask } from "@/lib/db/generated/client";
import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { can, rights } from "@/lib/policy";
import { checkedUnit, faultAt, refuseFirst } from "../record/checked";
import { standingOf } from "../record/reach";
import { isAddressee, routeFaults } from "./decide";
import { type Addressee, RouteInput } from "./model";
import { handOf, openWork, tell } from "./standing";

/** The roles that read documents: who can be given one. */
export const readers = (Object.keys(rights) as Role[]).filter((role) => rights[role].includes("documents.view"));

/** By when, as it was said: the day given, or so many working days after today. */
export function dueDay(
  { workingDays, dueOn }: { workingDays?: number | undefined; dueOn?: Day | undefined },
  today: Day,
  calendar: WorkingCalendar,
): Day | null {
  return workingDays === undefined ? (dueOn ?? null) : addWorkingDays(today, workingDays, calendar);
}

/**
 * Passes a registered document on to units and people (chuyển giao, NĐ 30/2020 Đ.23), or hands on a task of it. Refuses each of `routeFaults`
 * at its field, `addressed-already`, `addressee-out-of-reach`, `addressee-not-there`, `instruction-giver-missing` where a clerk does not say
 * whose instruction it is, `work-changed` and `task-changed` for whoever comes second.
 */
export const routeDocument = command(RouteInput.extend({ id: z.int().positive() }), async (work, input) => {
  const { tx, actor, now } = work;
  const { id, version, taskId, addressees, onInstructionOf } = input;
  const at = await standingOf(tx, actor, id, true);
  const parent = taskId === undefined ? null : await handedOn(work, id, taskId, version);
  const unitId = parent?.unitId ?? at.unitId;
  work.require("documents.route", unitId);
  if (at.state !== "REGISTERED") throw new AppError("conflict", "work-not-registered");
  if (parent === null) await begun(work, id, version);
  else await openWork(tx, id);
  const isDirected = can(actor, "documents.direct", unitId);
  if (!isDirected && onInstructionOf === undefined) throw faultAt("onInstructionOf", "instruction-giver-missing");
  const today = cityDay(now);
  const calendar = await workingCalendar(tx);
  const told = addressees.map((one) => ({ ...one, dueOn: dueDay(one, today, calendar) }));
  const open = await tx.documentTask.findMany({
    where: { documentId: id, parentId: parent?.id ?? null, endedAt: null, state: { not: "RETURNED" } },
    select: { role: true, unitId: true, assigneeId: true },
  });
  const from = parent && { role: parent.role, dueOn: parent.dueOn && readDay(parent.dueOn) };
  refuseFirst(routeFaults(told, { open: open.map(({ role }) => role), from, today }));
  const key = (one: { unitId: number; userId?: number | undefined }) => `${one.unitId}.${one.userId ?? 0}`;
  const known = new Set(open.map((one) => key({ unitId: one.unitId, userId: one.assigneeId ?? undefined })));
  // What was handed back to this hand is settled by giving it to others.
  await tx.documentTask.updateMany({
    where: { documentId: id, parentId: parent?.id ?? null, state: "RETURNED", endedAt: null },
    data: { endedAt: now },
  });
  for (const [i, one] of told.entries()) {
    if (known.has(key(one))) throw faultAt(`addressees.${i}.unitId`, "addressed-already");
    known.add(key(one));
    const assigneeName = await checkedAddressee(work, one, i, today);
    const { id: task } = await tx.documentTask.create({
      select: { id: true },
      data: {
        ...{ documentId: id, parentId: parent?.id ?? null, role: one.role, unitId: one.unitId },
        ...{ assigneeId: one.userId ?? null, assigneeName, instruction: one.instruction ?? null },
        dueOn: one.dueOn && writeDay(one.dueOn),
        ...{ givenAt: now, givenBy: actor.id, givenById: actor.userId, givenByName: actor.name, givenInId: unitId },
        onInstructionOf: onInstructionOf ?? null,
      },
    });
    await tell(work, id, parent ? "HANDED_ON" : "ROUTED", {
      ...{ taskId: task, dueOn: one.dueOn, text: one.instruction ?? null, onInstructionOf: onInstructionOf ?? null },
    });
  }
  if (parent) await passedOn(work, parent, told);
  const subject = { type: "document", id };
  if (parent) work.record("document.hand-on", subject, { addressee: parent.id, addressees: told.length }, unitId);
  else work.record("document.route", subject, { addressees: told.length }, unitId);
  work.announce("documents");
  return { id, version: parent ? parent.version + 1 : version + 1 };
});

/** The task somebody hands on; not-found for one that does not lie with them. */
async function handedOn({ tx, actor, now }: Work, documentId: number, taskId: number, version: number): Promise<DocumentTask> {
  const task = await tx.documentTask.findFirst({ where: { id: taskId, documentId } });
  if (!task || !isAddressee(await handOf(tx, actor, cityDay(now)), task)) throw new AppError("not-found", "not-found");
  if (task.version !== version) throw new AppError("conflict", "task-changed");
  if (!["SENT", "ACCEPTED", "HANDED_ON"].includes(task.state)) throw new AppError("conflict", "task-stands-otherwise");
  return task;
}

async function begun({ tx, now }: Work, documentId: number, version: number): Promise<void> {
  if (version > 0) {
    const known = await openWork(tx, documentId);
    if (known.version !== version) throw new AppError("conflict", "work-changed");
    await tx.documentWork.update({ where: { documentId }, data: { version: version + 1 } });
    return;
  }
  const { count } = await tx.documentWork.createMany({ data: [{ documentId, openedAt: now }], skipDuplicates: true });
  if (count === 0) throw new AppError("conflict", "work-changed");
}

async function passedOn({ tx, now }: Work, parent: DocumentTask, told: readonly Pick<Addressee, "role">[]): Promise<void> {
  const isWorked = told.some(({ role }) => role !== "INFORM");
  await tx.documentTask.update({
    where: { id: parent.id },
    data: {
      version: parent.version + 1,
      ...(parent.role === "INFORM"
        ? { state: "DONE" as const, endedAt: parent.endedAt ?? now }
        : isWorked
          ? { state: "HANDED_ON" as const, acceptedAt: parent.acceptedAt ?? now }
          : {}),
    },
  });
}

/** The name of the person a document goes to, null for a unit. */
async function checkedAddressee(
  work: Work,
  { unitId, userId }: Pick<Addressee, "unitId" | "userId">,
  i: number,
  today: Day,
): Promise<string | null> {
  if (!can(work.actor, "documents.route", unitId)) throw faultAt(`addressees.${i}.unitId`, "addressee-out-of-reach");
  await checkedUnit(work, unitId, today).catch(() => {
    throw faultAt(`addressees.${i}.unitId`, "unit-not-standing");
  });
  if (userId === undefined) return null;
  const [person] = await work.tx.$queryRaw<
    { name: string }[]
  >`select u.name from app_user u where u.id = ${userId} and u.disabled_at is null
    and exists (select from post p where p.user_id = u.id and p.unit_id = ${unitId} and p.role = any (${readers}::role[])
      and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date))`;
  if (!person) throw faultAt(`addressees.${i}.userId`, "addressee-not-there");
  return person.name;
}
