import * as z from "zod";
import { CalendarDayKind, Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { Channel, limitUnits } from "../record/model";

const StoryDay = z.object({ on: Day, kind: CalendarDayKind, name: z.string() });
/** The explanation of a due day, as it travels: every day that was skipped or counted out of turn. */
export const DueStory = z.object({
  /** The same in one sentence. */
  sentence: z.object({ vi: z.string(), en: z.string() }),
  /** Day by day from the acceptance to the due day; empty where that is too long to be drawn. */
  strip: z.array(z.object({ on: Day, is: z.enum(["accepted", "counted", "off", "due"]) })),
  limit: z.object({ value: z.int().nullable(), unit: z.enum(limitUnits) }),
  acceptedOn: Day,
  countedFrom: Day,
  daysOff: z.array(StoryDay),
  makeUpDays: z.array(StoryDay),
  weekendDays: z.int(),
  rolledFrom: Day.nullable(),
  dueAt: z.iso.datetime(),
  dueOn: Day,
});
export type DueStory = z.output<typeof DueStory>;

/** Asks when a dossier would be due. */
export const DueQuestion = z.strictObject({
  procedureId: RecordId,
  /** The unit that settles it, whose office hours count; without it the city's do. */
  unitId: RecordId.optional(),
  channel: Channel.default("COUNTER"),
  caseLabel: z.string().trim().min(1).max(200).optional(),
  /** Now unless said. */
  acceptedAt: z.iso.datetime({ offset: true, error: "instant-unreadable" }).optional(),
});
export type DueQuestion = z.output<typeof DueQuestion>;
export const DueAnswer = z.object({
  limitValue: z.int().nullable(),
  limitUnit: z.enum(limitUnits).nullable(),
  /** What the catalogue says of a limit that is no number. */
  limitNote: z.string().nullable(),
  /** Null where nothing can be counted. */
  story: DueStory.nullable(),
});
export type DueAnswer = z.output<typeof DueAnswer>;
