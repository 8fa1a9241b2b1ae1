import * as z from "zod";
import { CalendarChange, Day } from "@/lib/calendar/model";

/** A change of the calendar, with the version of the calendar its preview was made of. */
export const CalendarChangeInput = z.strictObject({ change: CalendarChange, version: z.string().max(100) });

/** The same, for the dossiers its preview tells of behind a place. */
export const CalendarRowsQuery = CalendarChangeInput.extend({ cursor: z.string().max(60) });

/** An open dossier whose due day moves. No person is named: whoever keeps the calendar reads no dossier. */
export const RedatedRow = z.object({
  id: z.int(),
  code: z.string().nullable(),
  unitName: z.string(),
  dueOn: Day,
  dueAt: z.iso.datetime(),
  newDueOn: Day,
  newDueAt: z.iso.datetime(),
  /** The clock stands: the day is the one it runs to when it goes on. */
  isPaused: z.boolean(),
});
export type RedatedRow = z.output<typeof RedatedRow>;
/** Some of them in the order they fall due; `nextCursor` null where these are the last. */
export const RedatedPage = z.object({ rows: z.array(RedatedRow), nextCursor: z.string().nullable() });
export type RedatedPage = z.output<typeof RedatedPage>;

/** What a change of the calendar would do to the open dossiers, before it is made. */
export const CalendarPreview = RedatedPage.extend({
  version: z.string(),
  /** How many get another due day or hour. */
  moved: z.int(),
  later: z.int(),
  earlier: z.int(),
  /** Of them: on the same day, at another hour. */
  otherHour: z.int(),
  /** Of them: overdue now, and no longer afterwards. */
  noLongerOverdue: z.int(),
  /** Open dossiers whose new day lies beyond the calendar: they stay as they are. */
  uncounted: z.int(),
  units: z.array(z.object({ unitId: z.int(), unitName: z.string(), count: z.int() })),
});
export type CalendarPreview = z.output<typeof CalendarPreview>;

/** A change that was made and how far the dossiers have been moved with it. */
export const RedatingView = z.object({
  id: z.int(),
  note: z.string(),
  status: z.enum(["RUNNING", "DONE"]),
  expected: z.int(),
  seen: z.int(),
  moved: z.int(),
  uncounted: z.int(),
  byName: z.string(),
  at: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
});
export type RedatingView = z.output<typeof RedatingView>;
export const RedatingList = z.object({ changes: z.array(RedatingView) });
