import type { Day } from "@/lib/calendar/model";
import { cityDay, readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import type { DocumentTask } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { type Actor, can, reachOf } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";
import { byVietnamese } from "@/lib/words";
import { namesOf } from "../record/detail";
import { standingOf } from "../record/reach";
import { type Hand, isAddressee, isGiver, isTheirs, reopenFault, taskFault } from "./decide";
import { type Addressees, type DocumentWorkView, type TaskAct, type TaskView, taskActNames } from "./model";
import { readers } from "./route";
import { handOf } from "./standing";

/** The work with one document: who has it, what they were told, how it stands, what was done; or not-found. */
export async function readDocumentWork(actor: Actor, documentId: number, today: Day): Promise<DocumentWorkView> {
  const at = await standingOf(db, actor, documentId);
  const routes = can(actor, "documents.route", at.unitId);
  const hand = await handOf(db, actor, today);
  const acts = routes && hand.acting.includes(at.unitId);
  const work = await db.documentWork.findUnique({
    where: { documentId },
    include: { tasks: { orderBy: { id: "asc" } }, events: { orderBy: { id: "asc" } } },
  });
  const isOpen = at.state === "REGISTERED" && (work === null || work.closedAt === null);
  const may = {
    route: isOpen && routes,
    close: isOpen && acts && work !== null,
    reopen: acts && work?.closedAt != null && reopenFault(cityDay(work.closedAt), today) === null,
    direct: can(actor, "documents.direct", at.unitId),
  };
  if (work === null) return { version: 0, closed: null, tasks: [], events: [], seesReceipts: routes, may };
  const [names, answer] = await Promise.all([
    unitNames(work.tasks.map((task) => task.unitId)),
    work.answerId === null ? [] : namesOf(actor, Prisma.sql`d.id = ${work.answerId}`),
  ]);
  const tasks = new Map(work.tasks.map((task) => [task.id, task]));
  const nameOf = (task: DocumentTask) => task.assigneeName ?? names.get(task.unitId) ?? "";
  return {
    version: work.version,
    closed: work.closedAt && {
      ...{ at: work.closedAt.toISOString(), byName: work.closedByName ?? "", outcome: work.outcome ?? "" },
      answer: answer[0] ?? null,
    },
    tasks: work.tasks.map((task) => ({
      ...taskView(task, { unitName: names.get(task.unitId) ?? "", today, seesReceipt: routes || isGiver(hand, task) }),
      acts: isOpen ? actsOf(hand, task) : [],
      mayHandOn: isOpen && mayHandOn(actor, hand, task),
      directs: can(actor, "documents.direct", task.unitId),
    })),
    events: work.events.map((event) => {
      const task = event.taskId === null ? undefined : tasks.get(event.taskId);
      return {
        ...{ id: event.id, taskId: event.taskId, act: event.act, at: event.at.toISOString(), byName: event.byName },
        ...{ addressee: task ? nameOf(task) : null, role: task?.role ?? null, onInstructionOf: event.onInstructionOf },
        ...{ dueOn: event.dueOn && readDay(event.dueOn), text: event.text },
      };
    }),
    seesReceipts: routes || work.tasks.some((task) => isGiver(hand, task)),
    may,
  };
}

/** What a task says; when it was first opened only to whoever is told. */
function taskView(
  task: DocumentTask,
  { unitName, today, seesReceipt }: { unitName: string; today: Day; seesReceipt: boolean },
): Omit<TaskView, "acts" | "mayHandOn" | "directs"> {
  const dueOn = task.dueOn && readDay(task.dueOn);
  return {
    ...{ id: task.id, parentId: task.parentId, role: task.role, state: task.state, unitId: task.unitId, unitName },
    ...{ assigneeName: task.assigneeName, instruction: task.instruction, dueOn },
    isOverdue: task.endedAt === null && dueOn !== null && dueOn < today,
    ...{ givenAt: task.givenAt.toISOString(), givenByName: task.givenByName, onInstructionOf: task.onInstructionOf },
    opened: seesReceipt && task.openedAt ? { at: task.openedAt.toISOString(), byName: task.openedByName ?? "" } : null,
    asked: task.askedDueOn && { dueOn: readDay(task.askedDueOn), reason: task.askedReason ?? "" },
    ...{ progress: task.progress, result: task.result, endedAt: task.endedAt?.toISOString() ?? null, version: task.version },
  };
}

function actsOf(hand: Hand, task: DocumentTask): TaskAct[] {
  const standing = { role: task.role, state: task.state, hasAsked: task.askedDueOn !== null };
  return taskActNames.filter((act) => task.endedAt === null && isTheirs(hand, task, act) && taskFault(standing, act) === null);
}
function mayHandOn(actor: Actor, hand: Hand, task: DocumentTask): boolean {
  const isOpen = ["SENT", "ACCEPTED", "HANDED_ON"].includes(task.state);
  return isOpen && isAddressee(hand, task) && can(actor, "documents.route", task.unitId);
}

async function unitNames(ids: readonly number[]): Promise<Map<number, string>> {
  const units = await db.unit.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(units.map((unit) => [unit.id, unit.name]));
}

/** Whom an official may pass documents to on a day: the units they reach, and who reads documents in the one asked for. */
export async function listAddressees(actor: Actor, unitId: number | undefined, today: Day): Promise<Addressees> {
  const reach = reachOf(actor, "documents.route");
  const units = (await listUnits(actor, today)).filter(({ id }) => reach === "all" || reach.includes(id));
  if (unitId === undefined) return { units: units.map(({ id, name }) => ({ id, name })), people: [] };
  if (!can(actor, "documents.route", unitId)) throw new AppError("not-found", "not-found");
  const people = await db.$queryRaw<Addressees["people"]>`
    select u.id as "userId", u.name, min(p.title) as title from post p join app_user u on u.id = p.user_id
    where p.unit_id = ${unitId} and p.role = any (${readers}::role[]) and u.disabled_at is null
      and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date)
    group by u.id, u.name`;
  return {
    units: units.map(({ id, name }) => ({ id, name })),
    people: people.sort((a, b) => byVietnamese(a.name, b.name) || a.userId - b.userId),
  };
}
