import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { cameraProofs, cameraStates } from "@/lib/cameras/model";
import { RecordId } from "@/lib/db/model";
import { Target, verdicts } from "../telling/target";
import { cameraCodes } from "./codes";

export const CameraReading = z.object({
  code: z.enum(cameraCodes),
  top: z.number(),
  bottom: z.number().nullable(),
  value: z.number().nullable(),
  verdict: z.enum(verdicts),
  target: Target.nullable(),
});
export type CameraReading = z.output<typeof CameraReading>;
export const ComparedCameraReading = CameraReading.extend({
  previous: CameraReading.nullable(),
  lastYear: CameraReading.nullable(),
  trail: z.array(z.object({ from: Day, to: Day, value: z.number().nullable() })),
});
export type ComparedCameraReading = z.output<typeof ComparedCameraReading>;

const Counts = z.object({
  /** At the end of the day asked about. */
  inService: z.number(),
  online: z.number(),
  trouble: z.number(),
  maintained: z.number(),
  unknown: z.number(),
  hamlets: z.number(),
  covered: z.number(),
  /** In the period: hours in which cameras showed, and in which it is known whether they did. */
  onlineHours: z.number(),
  knownHours: z.number(),
  restored: z.number(),
  restoredHours: z.number(),
});
export type CameraCounts = z.output<typeof Counts>;
const Row = Counts.extend({ id: z.int().nullable(), name: z.string() });
export type CameraRow = z.output<typeof Row>;

/** The headline alone, for pages about more than cameras. */
export const CameraFigures = z.object({
  period: z.object({ from: Day, to: Day }),
  asOf: Day,
  at: z.iso.datetime(),
  /** When any camera was last looked at; null before the first look. */
  checkedAt: z.iso.datetime().nullable(),
  headline: z.array(ComparedCameraReading),
  isDemo: z.boolean(),
});
export type CameraFigures = z.output<typeof CameraFigures>;

/** Everything the board of cameras shows, from one state of the records. */
export const CameraBoard = CameraFigures.extend({
  total: Counts,
  /** By day up to two months, else by week or month; what stood is told of the end of each. */
  trend: z.array(Counts.extend({ from: Day, to: Day })),
  /** The units directly below the one asked about, and what is that one's own; those that have cameras. */
  units: z.array(Row),
  groups: z.array(Row),
  /** Wards and communes: whose hamlets see, and the cameras that stand there. The row without an id: cameras of which no area is told. */
  areas: z.array(Row),
  /** The hamlets where no camera showed anything at the end of the day. Null for whoever may not see cameras. */
  uncovered: z.array(z.object({ id: z.int(), name: z.string(), wardName: z.string().nullable() })).nullable(),
});
export type CameraBoard = z.output<typeof CameraBoard>;

/** Whom or what a figure of cameras counts. */
export const cameraSets = [
  "in-service",
  "online",
  "not-online",
  "in-trouble",
  "restored",
  "hamlets",
  "covered",
  "uncovered",
] as const;
export type CameraSet = (typeof cameraSets)[number];

export const CameraRosterQuestion = z.strictObject({
  ...{ from: Day, to: Day, asOf: Day.optional(), unitId: RecordId.optional() },
  ...{ groupId: RecordId.optional(), areaId: RecordId.optional(), set: z.enum(cameraSets) },
});
export type CameraRosterQuestion = z.output<typeof CameraRosterQuestion>;

/** A camera, one of its outages, or a hamlet. */
export const CameraRosterRow = z.object({
  key: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  unitName: z.string().nullable(),
  groupName: z.string().nullable(),
  areaName: z.string().nullable(),
  cameraId: z.int().nullable(),
  /** The outage that counts, or the one that lasted at the end of the day. */
  outageId: z.int().nullable(),
  state: z.enum(cameraStates).nullable(),
  proof: z.enum(cameraProofs).nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** How long it lasted without the time somebody worked on it. */
  lastedMs: z.number().nullable(),
  /** Of a hamlet: its cameras in service, and those of them that show. */
  cameras: z.object({ top: z.int(), bottom: z.int() }).nullable(),
});
export type CameraRosterRow = z.output<typeof CameraRosterRow>;
export const CameraRoster = z.object({
  period: z.object({ from: Day, to: Day }),
  asOf: Day,
  at: z.iso.datetime(),
  rows: z.array(CameraRosterRow),
  /** As many as the figure counts: the rows, and those this reader is not told the names of. */
  total: z.int(),
  unnamed: z.int(),
});
export type CameraRoster = z.output<typeof CameraRoster>;
