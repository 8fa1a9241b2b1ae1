import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { ResultDelivery } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { actNames } from "../desk/acts";
import { ListedDossier } from "../list/model";

export const workScopes = ["mine", "pool", "unit", "person"] as const;
export type WorkScope = (typeof workScopes)[number];
export const workParts = ["all", "due-today", "due-soon", "overdue", "waiting", "to-return", "consultations", "asked"] as const;
export type WorkPart = (typeof workParts)[number];
/** Work is counted up to this many of a kind. */
export const workCountedUpTo = 999;
/** What lies to be done: on one's own desk, in the unit's pool, in the whole unit, on one person's desk; and which part of it. */
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
export const WorkRow = ListedDossier.omit({ lateness: true }).extend({
  assigneeId: z.int().nullable(),
  /** When its step of the internal process is due. */
  stepDueAt: z.iso.datetime().nullable(),
  /** The earliest day another agency has to answer by, while one is waited for. */
  answerOn: Day.nullable(),
  /** How the applicant wants the result. */
  resultDelivery: z.enum(ResultDelivery),
  openMoves: z.array(z.enum(actNames)),
  /** Of the part `asked`: what the unit is asked of another's dossier, and by when it is to answer. */
  asked: z.object({ question: z.string(), dueOn: Day }).nullable(),
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
/** What lies with each person; without a user: in the pool. Mean age in working days since the acceptance. */
export const WorkLoad = z.object({
  people: z.array(
    z.object({
      userId: z.int().nullable(),
      name: z.string().nullable(),
      open: z.int(),
      dueToday: z.int(),
      overdue: z.int(),
      waiting: z.int(),
      meanWorkingDays: z.number().nullable(),
    }),
  ),
});
export type WorkLoad = z.output<typeof WorkLoad>;
