import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import type { Counts } from "@/lib/dossiers/measures";
import { IndicatorCode, indicatorCodes, TargetCode } from "./telling/codes";
import { Target, verdicts } from "./telling/target";

export { type CameraCode, cameraCodes } from "./cameras/codes";
export {
  CameraBoard,
  type CameraCounts,
  CameraFigures,
  CameraReading,
  CameraRoster,
  CameraRosterQuestion,
  type CameraRosterRow,
  type CameraRow,
  type CameraSet,
  ComparedCameraReading,
  cameraSets,
} from "./cameras/model";
export { Formula, factors, Term, takes } from "./configured/formula";
export {
  BoardQuery,
  ConfiguredReading,
  Defined,
  DefinitionEnd,
  DefinitionInput,
  DefinitionView,
  definitionIds,
  SubsystemBoard,
} from "./configured/model";
export {
  type CertificateCode,
  certificateCodes,
  type DocumentCode,
  documentCodes,
  type MeetingCode,
  meetingCodes,
} from "./documents/codes";
export {
  CertificateCoverage,
  CertificateReading,
  CertificateRoster,
  type CertificateSet,
  ComparedCertificateReading,
  type CoverageCounts,
  CoverageQuestion,
  certificateSets,
  type HolderKind,
  holderKinds,
  RosterQuestion,
  type RosterRow,
} from "./documents/coverage-model";
export {
  ComparedDocumentReading,
  DocumentBoard,
  DocumentReading,
  MeetingFigures,
  MeetingReading,
  rowCodes,
} from "./documents/model";
export { IndicatorCode, indicatorCodes, TargetCode, targetCodes } from "./telling/codes";
export { DefinedTarget, NewTarget, Target, TargetRow, type Verdict, verdicts } from "./telling/target";

/** A count has a top only; a ratio and a mean keep both top and bottom, so that units and months can be summed. */
export const indicatorKinds = ["flow-count", "stock-count", "ratio", "mean"] as const;
export type IndicatorKind = (typeof indicatorKinds)[number];

/** Which way is better; "none" is only watched and takes no target. */
export const directions = ["more", "less", "band", "none"] as const;
export type Direction = (typeof directions)[number];

/** From the first to the last day, both counted. */
export const Period = z.object({ from: Day, to: Day }).refine((p) => p.from <= p.to, { path: ["to"], error: "period-backwards" });
export type Period = z.output<typeof Period>;

/** What of the city is asked about; absent means all. A unit stands for itself and all below it. */
export const Scope = z.object({
  unitId: z.int().positive().optional(),
  sectorId: z.int().positive().optional(),
  procedureId: z.int().positive().optional(),
  channel: z.enum(["COUNTER", "ONLINE", "POST"]).optional(),
});
export type Scope = z.output<typeof Scope>;

/** One indicator, answered. `value` is top/bottom for ratios (0..1), top/bottom for means, top for counts; null when bottom is 0. */
export const Reading = z.object({
  code: IndicatorCode,
  top: z.number(),
  bottom: z.number().nullable(),
  value: z.number().nullable(),
  verdict: z.enum(verdicts),
  target: Target.nullable(),
});
export type Reading = z.output<typeof Reading>;

/** A reading beside the period before and the same period a year earlier; null where no record reaches back. */
export const ComparedReading = Reading.extend({
  previous: Reading.nullable(),
  lastYear: Reading.nullable(),
  /** The same indicator over the last twelve stretches up to the period's end, oldest first. */
  trail: z.array(z.object({ from: Day, to: Day, value: z.number().nullable() })),
});
export type ComparedReading = z.output<typeof ComparedReading>;

/** A reading among many of one answer: its target is the one at this place of the answer's `targets`. */
export const RowReading = Reading.omit({ target: true }).extend({ targetIndex: z.number().nullable() });
export type RowReading = z.output<typeof RowReading>;

export const UnitRow = z.object({
  unitId: z.int(),
  name: z.string(),
  kind: z.string(),
  areaCode: z.string().nullable(),
  /** What its head is called and who that is, by the posts of the day; null where nobody is named. */
  headTitle: z.string().nullable(),
  headName: z.string().nullable(),
  readings: z.array(RowReading),
});
export type UnitRow = z.output<typeof UnitRow>;

export const TrendPoint = z.object({
  from: Day,
  to: Day,
  received: z.number(),
  resolved: z.number(),
  onTime: z.number(),
  late: z.number(),
  onTimeRate: z.number().nullable(),
});
export type TrendPoint = z.output<typeof TrendPoint>;

/** Open dossiers by working days left (negative: overdue). Codes: "over-3", "1-3", "today", "late-1-5", "late-over-5", "no-due". */
export const ageBuckets = ["over-3", "1-3", "today", "late-1-5", "late-over-5", "no-due"] as const;
export const AgeRow = z.object({ bucket: z.enum(ageBuckets), count: z.number() });

/** A sentence for a leader, as code and facts; the words are made on the screen (labels.ts). */
export const Attention = z.object({
  kind: z.enum(["unit-overdue", "due-soon", "unit-below-floor", "waiting-long", "all-clear"]),
  verdict: z.enum(verdicts),
  unitId: z.int().nullable(),
  unitName: z.string().nullable(),
  /** Of the unit alone: what the units below it answer for is told beside theirs. */
  isAlone: z.boolean(),
  headTitle: z.string().nullable(),
  headName: z.string().nullable(),
  count: z.number(),
  /** Of a long wait: the working days it is longer than. */
  overDays: z.int().nullable(),
  /** The longest lateness in working days, or the rate for below-floor. */
  worst: z.number().nullable(),
  since: Day.nullable(),
});
export type Attention = z.output<typeof Attention>;

/** `knownOn`: by the end of which day the figures must have been known, never before `asOf`; absent means now. */
export const OverviewQuestion = z.object({ period: Period, scope: Scope, asOf: Day, knownOn: Day.optional() });
export type OverviewQuestion = z.output<typeof OverviewQuestion>;

/** The same as an address carries it, flat and in text. */
export const QuestionQuery = z.strictObject({
  from: Day,
  to: Day,
  asOf: Day.optional(),
  knownOn: Day.optional(),
  unitId: RecordId.optional(),
  sectorId: RecordId.optional(),
  procedureId: RecordId.optional(),
  channel: z.enum(["COUNTER", "ONLINE", "POST"]).optional(),
});
export type QuestionQuery = z.output<typeof QuestionQuery>;

/** Everything the overview shows, in one answer from one snapshot. */
export const Overview = z.object({
  period: z.object({ from: Day, to: Day }),
  asOf: Day,
  knownOn: Day.nullable(),
  /** The instant of the snapshot; a screen says "Số liệu đến …". */
  at: z.iso.datetime(),
  /** The last change to any dossier, and the instant from which such silence means the feed is slow; null before the first. */
  changedAt: z.iso.datetime().nullable(),
  slowFrom: z.iso.datetime().nullable(),
  headline: z.array(ComparedReading),
  trend: z.array(TrendPoint),
  /** What the units are held to, each once: most of them to the same. */
  targets: z.array(Target),
  units: z.array(UnitRow),
  /** Empty with `knownOn`: how near each due day was is told by the records alone, and they are of today. */
  ages: z.array(AgeRow),
  attention: z.array(Attention),
  isDemo: z.boolean(),
});
export type Overview = z.output<typeof Overview>;

/** What a report of a period stands or falls with. */
export const adjustedCodes = [
  "received",
  "resolved-early",
  "resolved-on-time",
  "resolved-late",
  "overdue-now",
] as const satisfies readonly IndicatorCode[];
/** A figure of a closed period as it was known at the end of its last day, and as it is now. */
export const Adjustment = z.object({ code: z.enum(adjustedCodes), before: z.number(), now: z.number() });
export type Adjustment = z.output<typeof Adjustment>;
export const Adjustments = z.object({
  period: z.object({ from: Day, to: Day }),
  /** The day by whose end the period was known; null while it runs, and where nobody kept what was known. */
  closedOn: Day.nullable(),
  /** What differs, nothing else. */
  changes: z.array(Adjustment),
});
export type Adjustments = z.output<typeof Adjustments>;

// ── What the other questions and answers look like ──────────────────────────

const AnyReading = Reading.extend({ code: TargetCode });
/** One indicator of any kind beside its past. */
export const IndicatorAnswer = AnyReading.extend({
  previous: AnyReading.nullable(),
  lastYear: AnyReading.nullable(),
  trail: ComparedReading.shape.trail,
  period: z.object({ from: Day, to: Day }),
  asOf: Day,
  knownOn: Day.nullable(),
  at: z.iso.datetime(),
});
export type IndicatorAnswer = z.output<typeof IndicatorAnswer>;

/** Codes in an address: "on-time-rate,received". */
export const CodeList = z
  .string()
  .max(400)
  .transform((text) => [...new Set(text.split(","))])
  .pipe(z.array(IndicatorCode).min(1).max(indicatorCodes.length));

export const breakdownKeys = ["unit", "procedure", "sector", "channel", "month"] as const;
export type BreakdownKey = (typeof breakdownKeys)[number];

/** One row of a breakdown. `key` is an id, a channel or a month's first day; `readings` in the order asked for. */
export const BreakdownRow = z.object({ key: z.string(), name: z.string(), readings: z.array(Reading) });
export const Breakdown = z.object({
  period: z.object({ from: Day, to: Day }),
  asOf: Day,
  knownOn: Day.nullable(),
  at: z.iso.datetime(),
  by: z.enum(breakdownKeys),
  codes: z.array(IndicatorCode),
  rows: z.array(BreakdownRow),
});
export type Breakdown = z.output<typeof Breakdown>;

export const movementKeys = ["sector", "unit", "procedure"] as const;
export type MovementKey = (typeof movementKeys)[number];
/**
 * What a report of a period is made of, a row a key: the counts up to the day before, those of the period, and those up to its end.
 * `isRest` marks what belongs to the unit itself and to none below it: its key is that unit's, or "rest" where it is of no unit alone.
 */
export type Movement = {
  period: { from: Day; to: Day };
  at: string;
  isDemo: boolean;
  rows: { key: string; name: string; isRest: boolean; opening: Counts; flows: Counts; closing: Counts }[];
};

const HeatHead = z.object({ id: z.int(), name: z.string(), code: z.string() });
/** A grid of units by procedures or sectors, the busiest first; a cell is null where nothing was received or resolved. */
export const HeatMap = z.object({
  period: z.object({ from: Day, to: Day }),
  asOf: Day,
  knownOn: Day.nullable(),
  at: z.iso.datetime(),
  code: IndicatorCode,
  by: z.enum(["procedure", "sector"]),
  units: z.array(HeatHead),
  columns: z.array(HeatHead),
  cells: z.array(z.array(Reading.nullable())),
});
export type HeatMap = z.output<typeof HeatMap>;

/** What an indicator says of itself, in the reader's language. */
export const Explanation = z.object({
  code: TargetCode,
  name: z.string(),
  kind: z.enum(indicatorKinds),
  direction: z.enum(directions),
  decimals: z.int(),
  definition: z.string(),
  numerator: z.string(),
  denominator: z.string().nullable(),
  law: z.string(),
  source: z.string(),
  /** The instant of the last change to any record it is counted from; null before the first. */
  lastChangeAt: z.iso.datetime().nullable(),
});
export type Explanation = z.output<typeof Explanation>;
