import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";

/** FLOW adds up over days; STOCK is how it stands at the end of one. */
export const measureKinds = ["FLOW", "STOCK"] as const;
export type MeasureKind = (typeof measureKinds)[number];
/** What a figure is of: the whole city, one unit, or one area. */
export const measurePlaces = ["CITY", "UNIT", "AREA"] as const;
export type MeasurePlace = (typeof measurePlaces)[number];
/** How long the stretch is that one figure tells of. */
export const measureGrains = ["DAY", "MONTH", "QUARTER", "YEAR"] as const;
export type MeasureGrain = (typeof measureGrains)[number];

const words = (most: number) => z.string().trim().normalize().min(2).max(most);
/** "base-stations": small letters, digits and hyphens. */
export const Code = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

export const SubsystemInput = z.strictObject({
  code: Code,
  nameVi: words(120),
  nameEn: words(120),
  aboutVi: words(1_000),
  aboutEn: words(1_000),
  source: words(200),
  unitId: RecordId.nullable(),
  cadenceHours: z
    .int()
    .min(1)
    .max(24 * 400),
  isOn: z.boolean(),
});
export type SubsystemInput = z.output<typeof SubsystemInput>;
export const SubsystemChange = SubsystemInput.omit({ code: true }).extend({ version: z.int() });

export const MeasureInput = z.strictObject({
  code: Code,
  nameVi: words(160),
  nameEn: words(160),
  unitOfMeasure: z.string().trim().normalize().min(1).max(40),
  kind: z.enum(measureKinds),
  place: z.enum(measurePlaces),
  grain: z.enum(measureGrains),
  isAdditive: z.boolean(),
  decimals: z.int().min(0).max(6),
});
export type MeasureInput = z.output<typeof MeasureInput>;
/** What is counted how cannot change under the figures there are; its words can. */
export const MeasureChange = MeasureInput.pick({ nameVi: true, nameEn: true, unitOfMeasure: true }).extend({
  version: z.int(),
});
export const MeasureView = MeasureInput.extend({
  id: z.int(),
  version: z.int(),
  /** How many figures it has that stand, and of which days. */
  figures: z.int(),
  firstOn: Day.nullable(),
  lastOn: Day.nullable(),
});
export type MeasureView = z.output<typeof MeasureView>;

const Instant = z.iso.datetime();
export const SubsystemView = SubsystemInput.omit({ unitId: true }).extend({
  id: z.int(),
  version: z.int(),
  isDemo: z.boolean(),
  unit: z.strictObject({ id: z.int(), name: z.string() }).nullable(),
  measures: z.int(),
  /** When figures last came in, and from which instant on such silence is too long; null before the first. */
  lastAt: Instant.nullable(),
  staleFrom: Instant.nullable(),
});
export type SubsystemView = z.output<typeof SubsystemView>;
export const SubsystemDetail = SubsystemView.extend({ list: z.array(MeasureView) });
export type SubsystemDetail = z.output<typeof SubsystemDetail>;
export const subsystemIds = z.strictObject({ id: RecordId });
export const measureIds = z.strictObject({ id: RecordId });
export const Changed = z.strictObject({ id: z.int(), version: z.int() });
export type Changed = z.output<typeof Changed>;

// ── Figures that come in ────────────────────────────────────────────────────

/** The fields of a row, in the order a sheet has them. */
export const figureFields = ["measure", "unit", "area", "on", "value"] as const;
export type FigureField = (typeof figureFields)[number];
/** As it comes: text, for a program that writes 0.1 as a binary number has already lost it. */
export const SentFigure = z.strictObject({
  measure: z.string().max(120),
  unit: z.string().max(120).default(""),
  area: z.string().max(120).default(""),
  on: z.string().max(40),
  value: z.union([z.string().max(60), z.number().transform(String)]),
});
export type SentFigure = z.output<typeof SentFigure>;
export const mostRows = 5_000;
export const FigurePush = z.strictObject({ rows: z.array(SentFigure).min(1).max(mostRows) });
export type FigurePush = z.output<typeof FigurePush>;

export const figureFaults = [
  "measure-unknown",
  "unit-unknown",
  "unit-not-reached",
  "unit-not-wanted",
  "area-unknown",
  "area-not-wanted",
  "on-unreadable",
  "on-in-future",
  "number-unreadable",
  "number-ambiguous",
  "number-too-large",
  "too-many-decimals",
  "twice",
] as const;
export type FigureFault = (typeof figureFaults)[number];

export const syncWays = ["push", "file"] as const;
export type SyncWay = (typeof syncWays)[number];
export const SyncView = z.strictObject({
  id: z.string(),
  way: z.enum(syncWays),
  fileName: z.string().nullable(),
  byName: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  rowsRead: z.int(),
  rowsNew: z.int(),
  rowsChanged: z.int(),
  rowsSame: z.int(),
  rowsRefused: z.int(),
  /** The first rows that were not taken. */
  faults: z.array(z.strictObject({ row: z.int(), sent: SentFigure, field: z.enum(figureFields), code: z.enum(figureFaults) })),
});
export type SyncView = z.output<typeof SyncView>;
export const faultsShown = 100;
export const SyncList = z.strictObject({ syncs: z.array(SyncView) });
