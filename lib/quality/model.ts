import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { ListedMeasure, MeasureCode, reportable } from "./counting/measures";
import { maxSheetLines } from "./sheet/model";

export {
  isPoints,
  ListedMeasure,
  listedMeasures,
  MeasureCode,
  measureCodes,
  recordMeasures,
  reportable,
  reportedMeasures,
} from "./counting/measures";
export {
  Report,
  type ReportColumn,
  ReportFigures,
  type ReportKey,
  ReportQuery,
  ReportRow,
  reportColumns,
  reportKeys,
} from "./report/figures";
export { maxSheetLines, SheetFault, SheetReport } from "./sheet/model";

/** A month by its first day, asked for as "2026-11". */
export const MonthText = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);

// ── How an index is made of it ──────────────────────────────────────────────

const Words = z.strictObject({ vi: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) });
const points = z.number().min(0).max(100).multipleOf(0.01);
const part = z.number().min(0.01).max(1).multipleOf(0.0001);
export const Formula = z.discriminatedUnion("is", [
  /** The share, of which `fullAt` already gives every point. */
  z.strictObject({ is: z.literal("share"), measure: MeasureCode, fullAt: part }),
  /** The mean of points given each; it is the points itself. */
  z.strictObject({ is: z.literal("mean"), measure: MeasureCode }),
  /** An equal part of the points for each share that is reached. */
  z.strictObject({
    is: z.literal("tiers"),
    tiers: z
      .array(z.strictObject({ measure: MeasureCode, at: part }))
      .min(1)
      .max(5),
  }),
]);
export type Formula = z.output<typeof Formula>;
/** What a component is worth where there was nothing to count: no points, all of them, or no say. */
export const emptyRules = ["zero", "full", "none"] as const;
export const Component = z.strictObject({
  code: z.string().regex(/^[0-9A-Za-z.]{1,10}$/),
  name: Words,
  max: points.positive(),
  formula: Formula,
  empty: z.enum(emptyRules),
});
export type Component = z.output<typeof Component>;
export const Content = z
  .strictObject({
    decimals: z.int().min(0).max(2),
    closesAfterDays: z.int().min(1).max(90),
    groups: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[0-9A-Za-z.]{1,10}$/),
          name: Words,
          components: z.array(Component).min(1).max(30),
        }),
      )
      .min(1)
      .max(20),
    bands: z
      .array(z.strictObject({ name: Words, from: points }))
      .min(1)
      .max(10),
  })
  .refine(({ groups }) => isDistinct(groups.flatMap((g) => g.components.map((c) => c.code))), {
    path: ["groups"],
    message: "quality-codes-twice",
  })
  .refine(({ bands }) => bands.every((b, i) => i === 0 || b.from < (bands[i - 1]?.from ?? 0)) && bands.at(-1)?.from === 0, {
    path: ["bands"],
    message: "quality-bands-order",
  });
export type Content = z.output<typeof Content>;
const isDistinct = (codes: readonly string[]): boolean => new Set(codes).size === codes.length;

export const indexKinds = ["QD766", "TT01"] as const;
export const IndexKind = z.enum(indexKinds);
export type IndexKind = z.output<typeof IndexKind>;

export const Definition = z.object({
  id: z.int(),
  kind: IndexKind,
  validFrom: Day,
  source: z.string(),
  isUnverified: z.boolean(),
  content: Content,
});
export type Definition = z.output<typeof Definition>;
export const NewDefinition = z.strictObject({
  kind: IndexKind,
  validFrom: Day,
  source: z.string().trim().normalize().min(3).max(300),
  isUnverified: z.boolean(),
  content: Content,
});

const count31 = z.int().min(0).max(1_000_000_000);
const ReportedFigure = z.strictObject({
  unitId: z.int().positive(),
  measure: z.enum(reportable),
  /** Null takes the figure back. */
  figure: z.strictObject({ top: count31, bottom: count31 }).nullable(),
  source: z.string().trim().normalize().min(3).max(300),
});
export type ReportedFigure = z.output<typeof ReportedFigure>;
export const NewReported = ReportedFigure.extend({ month: MonthText });
/** Figures of many units for one month, which are written together or not at all. */
export const NewReportedMonth = z.strictObject({ month: MonthText, rows: z.array(ReportedFigure).min(1).max(maxSheetLines) });
/** How many figures are another now, and how many were as they are. */
export const ReportedMonth = z.object({ month: MonthText, written: z.int(), unchanged: z.int() });
export type ReportedMonth = z.output<typeof ReportedMonth>;
export const Reported = z.object({
  unitId: z.int(),
  measure: MeasureCode,
  top: z.int(),
  bottom: z.int(),
  source: z.string(),
  recordedAt: z.iso.datetime(),
  recordedBy: z.string(),
});
export type Reported = z.output<typeof Reported>;

/** A closed month is opened again for so many days, the day itself counted, and closes by itself. */
export const correctionDays = 7;
export const Reopening = z.strictObject({ month: MonthText, reason: z.string().trim().normalize().min(10).max(500) });

// ── The answers ─────────────────────────────────────────────────────────────

/** Points of a whole: of what could be counted, and of all there are. */
export const Score = z.object({ points: z.number(), counted: z.number(), max: z.number() });
export type Score = z.output<typeof Score>;
export const Scored = z.object({
  code: z.string(),
  name: Words,
  max: z.number(),
  formula: Formula,
  empty: z.enum(emptyRules),
  /** One a measure of the formula; null: no data. */
  figures: z.array(z.object({ measure: MeasureCode, top: z.int(), bottom: z.int(), isReported: z.boolean() }).nullable()),
  /** Null: nothing can be said. */
  points: z.number().nullable(),
});
export type Scored = z.output<typeof Scored>;

export const IndexQuery = z.strictObject({
  kind: IndexKind.default("QD766"),
  month: MonthText,
  unitId: RecordId.optional(),
  /** As the month stood until this reopening. */
  earlier: RecordId.optional(),
});
export type IndexQuery = z.output<typeof IndexQuery>;
export const IndexAnswer = z.object({
  kind: IndexKind,
  month: MonthText,
  at: z.iso.datetime(),
  /** Null: the month has not been counted yet. */
  computedAt: z.iso.datetime().nullable(),
  /** Null: it is open and counted again every hour. */
  closedAt: z.iso.datetime().nullable(),
  closesOn: Day,
  /** Each time the month was opened again after it was closed, the last first, and why. */
  reopenings: z.array(
    z.object({
      id: z.int(),
      closedAt: z.iso.datetime(),
      reopenedAt: z.iso.datetime(),
      reopenedBy: z.string(),
      reason: z.string(),
    }),
  ),
  isDemo: z.boolean(),
  definition: Definition.omit({ content: true }).extend({ decimals: z.int() }),
  groups: z.array(Score.extend({ code: z.string(), name: Words, components: z.array(Scored) })),
  total: Score,
  /** Null where something could not be counted. */
  band: Words.nullable(),
  units: z.array(
    z.object({
      unitId: z.int().nullable(),
      name: z.string(),
      /** Dossiers received in the month; a unit without any is not judged. */
      received: z.int(),
      total: Score,
      groups: z.array(Score),
    }),
  ),
  /** The last twelve months of the same, oldest first. */
  trend: z.array(z.object({ month: MonthText, total: Score.nullable() })),
});
export type IndexAnswer = z.output<typeof IndexAnswer>;

export const lostReasons = [
  "late",
  "left-late",
  "overdue",
  "asked-late",
  "supplements",
  "on-paper",
  "paper-result",
  "not-online-payment",
  "no-file",
  "not-reused",
  "not-sent",
  "disliked",
  "step-late",
  "on-the-day",
  "asked-once",
  "not-at-desk",
  "attitude",
  "explanation",
] as const;
export type LostReason = (typeof lostReasons)[number];
export const LostQuery = z.strictObject({
  measure: ListedMeasure,
  month: MonthText,
  unitId: RecordId.optional(),
  /** Only what comes after this dossier. */
  after: RecordId.optional(),
});
export type LostQuery = z.output<typeof LostQuery>;
export const LostPage = z.object({
  total: z.int(),
  rows: z.array(
    z.object({
      id: z.int(),
      code: z.string().nullable(),
      procedureName: z.string(),
      unitName: z.string(),
      acceptedOn: Day.nullable(),
      dueOn: Day.nullable(),
      endedOn: Day.nullable(),
      reason: z.enum(lostReasons),
    }),
  ),
  next: z.int().nullable(),
});
export type LostPage = z.output<typeof LostPage>;
