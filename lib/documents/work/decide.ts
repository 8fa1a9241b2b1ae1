import type { Day } from "@/lib/calendar/model";
import type { FieldFault } from "@/lib/errors";
import type { DocumentRefusal } from "../model";
import { type DocumentTaskRole, type DocumentTaskState, type TaskAct, taskActs } from "./model";

/** Who has a task in hand: themselves, and the units they act for and direct (`handOf`). */
export type Hand = { userId: number | null; acting: readonly number[]; directing: readonly number[] };
type Given = {
  assigneeId: number | null;
  unitId: number;
  givenById: number | null;
  givenInId: number;
  onInstructionOf: string | null;
};

/** Does a task lie with this hand: their own, or that of a unit they act for? */
export const isAddressee = ({ userId, acting }: Hand, { assigneeId, unitId }: Pick<Given, "assigneeId" | "unitId">): boolean =>
  assigneeId === null ? acting.includes(unitId) : assigneeId === userId;

/** Who gave a task answers for it; so does whoever directs the unit in whose name it was given. A clerk who passed on an instruction does not. */
export const isGiver = (
  { userId, directing }: Hand,
  { givenById, givenInId, onInstructionOf }: Pick<Given, "givenById" | "givenInId" | "onInstructionOf">,
): boolean => directing.includes(givenInId) || (onInstructionOf === null && givenById !== null && givenById === userId);

/** Is an act on a task this hand's? Whoever may pass on in the unit's name may take back what was sent by mistake. */
export function isTheirs(hand: Hand, task: Given, act: TaskAct): boolean {
  if (act === "recall") return isGiver(hand, task) || (task.givenById !== null && task.givenById === hand.userId);
  return taskActs[act].by === "giver" ? isGiver(hand, task) : isAddressee(hand, task);
}

type Fault = FieldFault & { code: DocumentRefusal };
type Told = { role: DocumentTaskRole; dueOn: Day | null };

/**
 * What keeps a document from being passed on to some: NĐ 30/2020 Đ.23 has one who leads where several are to deal with it, and a day by which.
 * `open` are the roles of those who have it from the same hand already; `from` is the task it is handed on from, null for the document itself.
 */
export function routeFaults(
  told: readonly Told[],
  { open, from, today }: { open: readonly DocumentTaskRole[]; from: Told | null; today: Day },
): Fault[] {
  const at = (i: number, field: string, code: DocumentRefusal): Fault => ({ path: `addressees.${i}.${field}`, code });
  const highest = from === null ? "LEAD" : from.role;
  const leads = told.flatMap(({ role }, i) => (role === "LEAD" ? [i] : []));
  const isLed = open.includes("LEAD");
  return [
    ...told.flatMap(({ role, dueOn }, i) => [
      ...(rank[role] < rank[highest] ? [at(i, "role", "role-too-high")] : []),
      ...(dueOn !== null && dueOn < today ? [at(i, "dueOn", "due-in-past")] : []),
      ...(dueOn !== null && from?.dueOn && dueOn > from.dueOn ? [at(i, "dueOn", "due-after-own")] : []),
      ...(dueOn !== null && role === "INFORM" ? [at(i, "dueOn", "inform-has-no-due")] : []),
    ]),
    ...leads.slice(isLed ? 0 : 1).map((i) => at(i, "role", "lead-twice")),
    ...(highest === "LEAD" && !isLed && leads.length === 0 && told.some(({ role }) => role !== "INFORM")
      ? [{ path: "addressees", code: "lead-missing" as const }]
      : []),
  ];
}
const rank: Record<DocumentTaskRole, number> = { LEAD: 0, SUPPORT: 1, INFORM: 2 };

type Task = { role: DocumentTaskRole; state: DocumentTaskState; hasAsked: boolean };
/** Why an act does not fit how a task stands; null where it does. What is for information is read, and nothing is reported of it. */
export function taskFault({ role, state, hasAsked }: Task, act: TaskAct): DocumentRefusal | null {
  const { from }: { from: readonly DocumentTaskState[] } = taskActs[act];
  if (!from.includes(state)) return act === "return" && state === "HANDED_ON" ? "task-handed-on" : "task-stands-otherwise";
  if (role === "INFORM" && act !== "recall" && act !== "return") return "task-for-information";
  if (act === "ask" && hasAsked) return "extension-asked-already";
  return (act === "grant" || act === "decline") && !hasAsked ? "extension-not-asked" : null;
}

/** Work that was closed is opened again on the day it was, not later: by then others went by it. */
export const reopenFault = (closedOn: Day | null, today: Day): DocumentRefusal | null =>
  closedOn === null ? "work-not-closed" : closedOn === today ? null : "work-closed-before";
