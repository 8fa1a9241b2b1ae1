import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { movementKeys, QuestionQuery } from "@/lib/indicators/model";

/**
 * The figures of form II.06 in its order, and the two it does not ask for: what was withdrawn and what was stopped, which stand
 * within `onTime`.
 */
export const reportColumns = [
  "received",
  "online",
  "direct",
  "carried",
  "resolved",
  "early",
  "onTime",
  "late",
  "open",
  "openInTime",
  "openLate",
  "withdrawn",
  "stopped",
] as const;
export type ReportColumn = (typeof reportColumns)[number];
const count = z.int();
export const ReportFigures = z.object({
  received: count,
  online: count,
  direct: count,
  carried: count,
  resolved: count,
  early: count,
  onTime: count,
  late: count,
  open: count,
  openInTime: count,
  openLate: count,
  withdrawn: count,
  stopped: count,
});
export type ReportFigures = z.output<typeof ReportFigures>;

export const reportKeys = movementKeys;
export type ReportKey = (typeof reportKeys)[number];

/** A row of the report; `isRest`: of the unit its key names alone, where the others are of those below it ("rest": of no one unit). */
export const ReportRow = z.object({ key: z.string(), name: z.string(), isRest: z.boolean(), figures: ReportFigures });
export type ReportRow = z.output<typeof ReportRow>;

export const Report = z.object({
  /** What of the period has come: its last day is the day the open dossiers are judged on. */
  period: z.object({ from: Day, to: Day }),
  knownOn: Day.nullable(),
  at: z.iso.datetime(),
  isDemo: z.boolean(),
  by: z.enum(reportKeys),
  /** Of one unit without those below it. */
  isAlone: z.boolean(),
  rows: z.array(ReportRow),
  total: ReportFigures,
  /** What was asked, as one short word; and the SHA-256 of what was answered (lib/quality/report/seal.ts says of which bytes). */
  queryId: z.string(),
  sha256: z.string(),
});
export type Report = z.output<typeof Report>;

export const ReportQuery = QuestionQuery.omit({ asOf: true, channel: true }).extend({
  by: z.enum(reportKeys).default("sector"),
  /** Of the unit asked about alone, without those below it. */
  isAlone: z.stringbool().optional(),
});
export type ReportQuery = z.output<typeof ReportQuery>;
