import type { Day } from "@/lib/calendar/model";
import type { FieldFault } from "@/lib/errors";
import type { DocumentRefusal } from "../model";
import { type DocumentTaskRole, type DocumentTaskState, type TaskAct, taskActs } from "./model";

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
