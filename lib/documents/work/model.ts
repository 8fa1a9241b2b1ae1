import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { DocumentTaskRole, DocumentTaskState, DocumentWorkAct } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { DocumentDirection, DocumentName, DocumentUrgency, words } from "../record/model";

export { DocumentTaskRole, DocumentTaskState, DocumentWorkAct };

const Id = z.int().positive().max(2_147_483_647);
/** By when: a day, or so many working days from today. At most one of them. */
const due = { workingDays: z.int().min(1).max(365).optional(), dueOn: Day.optional() };
const isOnce = ({ workingDays, dueOn }: { workingDays?: number | undefined; dueOn?: Day | undefined }) =>
  workingDays === undefined || dueOn === undefined;

/** A unit, or one person in it, with what it is told to do. */
export const Addressee = z
  .strictObject({
    unitId: Id,
    userId: Id.optional(),
    role: z.enum(DocumentTaskRole),
    instruction: words(1_000).optional(),
    ...due,
  })
  .refine(isOnce, { error: "due-twice", path: ["dueOn"] });
export type Addressee = z.output<typeof Addressee>;

/**
 * Passes a document on: as a whole, or with `taskId` what of it lies with somebody. `version` is that of the work (0 where it was not passed on
 * yet), or of the task.
 */
export const RouteInput = z.strictObject({
  version: z.int().min(0),
  taskId: Id.optional(),
  addressees: z.array(Addressee).min(1).max(300),
  /** Whose instruction a clerk passes on. */
  onInstructionOf: words(160).optional(),
});

/** From which states each act on a task leads where, and whose it is: the addressee's, or theirs who gave it. */
export const taskActs = {
  accept: { from: ["SENT"], by: "addressee", event: "ACCEPTED" },
  progress: { from: ["SENT", "ACCEPTED", "HANDED_ON"], by: "addressee", event: "PROGRESS" },
  ask: { from: ["SENT", "ACCEPTED", "HANDED_ON"], by: "addressee", event: "ASKED" },
  finish: { from: ["SENT", "ACCEPTED", "HANDED_ON"], by: "addressee", event: "FINISHED" },
  return: { from: ["SENT", "ACCEPTED"], by: "addressee", event: "RETURNED" },
  grant: { from: ["SENT", "ACCEPTED", "HANDED_ON"], by: "giver", event: "GRANTED" },
  decline: { from: ["SENT", "ACCEPTED", "HANDED_ON"], by: "giver", event: "DECLINED" },
  recall: { from: ["SENT", "ACCEPTED", "HANDED_ON", "RETURNED"], by: "giver", event: "RECALLED" },
} as const satisfies Record<string, { from: readonly DocumentTaskState[]; by: "addressee" | "giver"; event: DocumentWorkAct }>;
export type TaskAct = keyof typeof taskActs;
export const taskActNames = Object.keys(taskActs) as [TaskAct, ...TaskAct[]];

const version = z.int().positive();
const act = <A extends TaskAct>(name: A) => z.literal(name);
/** An act on one task, with what it needs. */
export const TaskActInput = z.discriminatedUnion("act", [
  z.strictObject({ act: act("accept"), version }),
  z.strictObject({ act: act("progress"), version, text: words(2_000) }),
  z.strictObject({ act: act("ask"), version, text: words(500), ...due }).refine(isOnce, { error: "due-twice", path: ["dueOn"] }),
  z.strictObject({ act: act("finish"), version, text: words(2_000) }),
  z.strictObject({ act: act("return"), version, text: words(500) }),
  z.strictObject({ act: act("grant"), version }),
  z.strictObject({ act: act("decline"), version, text: words(500) }),
  z.strictObject({ act: act("recall"), version, text: words(500) }),
]);
export type TaskActInput = z.output<typeof TaskActInput>;

/** Ends the work with a document, or takes that back on the same day. */
export const EndWorkInput = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("close"), version, text: words(2_000) }),
  z.strictObject({ act: z.literal("reopen"), version, text: words(500) }),
]);
export const WorkActed = z.object({ id: z.int(), version: z.int() });

export const taskIdOf = z.strictObject({ id: RecordId, taskId: RecordId });
export const ReadInput = z.strictObject({ taskIds: z.array(Id).min(1).max(200) });

export const TaskView = z.object({
  id: z.int(),
  parentId: z.int().nullable(),
  role: z.enum(DocumentTaskRole),
  state: z.enum(DocumentTaskState),
  unitId: z.int(),
  unitName: z.string(),
  assigneeName: z.string().nullable(),
  instruction: z.string().nullable(),
  dueOn: Day.nullable(),
  isOverdue: z.boolean(),
  givenAt: z.iso.datetime(),
  givenByName: z.string(),
  onInstructionOf: z.string().nullable(),
  /** When the addressee first opened it: told to whoever may pass the document on. */
  opened: z.object({ at: z.iso.datetime(), byName: z.string() }).nullable(),
  asked: z.object({ dueOn: Day, reason: z.string() }).nullable(),
  progress: z.string().nullable(),
  result: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  version: z.int(),
  /** What this actor may do with it now. */
  acts: z.array(z.enum(taskActNames)),
  mayHandOn: z.boolean(),
  /** Hands on in their own name; else by somebody's instruction. */
  directs: z.boolean(),
});
export type TaskView = z.output<typeof TaskView>;

export const WorkEventView = z.object({
  id: z.int(),
  taskId: z.int().nullable(),
  act: z.enum(DocumentWorkAct),
  at: z.iso.datetime(),
  byName: z.string(),
  /** To whom, where it is about a task. */
  addressee: z.string().nullable(),
  role: z.enum(DocumentTaskRole).nullable(),
  onInstructionOf: z.string().nullable(),
  dueOn: Day.nullable(),
  text: z.string().nullable(),
});
export type WorkEventView = z.output<typeof WorkEventView>;

/** The work with one document. `version` is 0 where it was not passed on yet. */
export const DocumentWorkView = z.object({
  version: z.int(),
  closed: z.object({ at: z.iso.datetime(), byName: z.string(), outcome: z.string(), answer: DocumentName.nullable() }).nullable(),
  tasks: z.array(TaskView),
  events: z.array(WorkEventView),
  /** Receipts stand in the tasks: this actor may pass the document on. */
  seesReceipts: z.boolean(),
  may: z.object({ route: z.boolean(), close: z.boolean(), reopen: z.boolean(), direct: z.boolean() }),
});
export type DocumentWorkView = z.output<typeof DocumentWorkView>;

export const workScopes = ["mine", "unit", "given", "person"] as const;
export type WorkScope = (typeof workScopes)[number];
export const workParts = ["all", "to-hand-on", "due-today", "due-soon", "overdue", "unread", "asked", "returned"] as const;
export type WorkPart = (typeof workParts)[number];
export const workCountedUpTo = 999;
/** What lies with oneself, with one's unit, what one gave and is open still, or with one person of a unit one directs; and which part of it. */
export const WorkFilter = z.strictObject({
  scope: z.enum(workScopes).default("mine"),
  part: z.enum(workParts).default("all"),
  unitId: RecordId.optional(),
  /** With the scope `person`. */
  userId: RecordId.optional(),
  cursor: z.string().max(80).optional(),
  take: z.coerce.number().int().min(1).max(200).default(50),
});
export type WorkFilter = z.output<typeof WorkFilter>;

export const WorkRow = TaskView.pick({
  id: true,
  role: true,
  state: true,
  unitName: true,
  assigneeName: true,
  instruction: true,
  dueOn: true,
  isOverdue: true,
  givenAt: true,
  givenByName: true,
  onInstructionOf: true,
  opened: true,
  asked: true,
  progress: true,
  version: true,
}).extend({
  documentId: z.int(),
  direction: z.enum(DocumentDirection),
  number: z.int(),
  year: z.int(),
  symbol: z.string().nullable(),
  subject: z.string(),
  issuer: z.string(),
  urgency: z.enum(DocumentUrgency),
  /** Lies with this actor, who may take it up. */
  mayAccept: z.boolean(),
});
export type WorkRow = z.output<typeof WorkRow>;
export const WorkPage = z.object({ rows: z.array(WorkRow), nextCursor: z.string().nullable() });
export type WorkPage = z.output<typeof WorkPage>;
/** `workCountedUpTo` + 1 stands for more than that. */
export const WorkCounts = z.object({
  parts: z.array(z.object({ part: z.enum(workParts), count: z.int() })),
  scopes: z.array(z.object({ scope: z.enum(workScopes), count: z.int() })),
});
export type WorkCounts = z.output<typeof WorkCounts>;
/** What lies with each person of the units somebody directs. */
export const WorkLoad = z.object({
  people: z.array(
    z.object({
      userId: z.int(),
      name: z.string(),
      open: z.int(),
      dueToday: z.int(),
      overdue: z.int(),
      unread: z.int(),
    }),
  ),
});
export type WorkLoad = z.output<typeof WorkLoad>;

/** Whom an official may pass documents to: units, and the people of the one asked for. */
export const Addressees = z.object({
  units: z.array(z.object({ id: z.int(), name: z.string() })),
  people: z.array(z.object({ userId: z.int(), name: z.string(), title: z.string() })),
});
export type Addressees = z.output<typeof Addressees>;
