import { z } from "zod";
import { Day } from "@/lib/calendar/model";
import { Channel, CutoffPolicy, LimitUnit, ServiceLevel, SupplementPolicy } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";

/** What a list of the catalogue may ask. Text is searched without diacritics in name and code. */
export const ProcedureFilter = z.strictObject({
  text: z.string().trim().max(100).optional(),
  sectorId: RecordId.optional(),
});
export type ProcedureFilter = z.output<typeof ProcedureFilter>;

/** A time limit, per channel and case; a null channel means every channel. Days are both counted, an open end is null. */
export const TimeLimit = z.object({
  channel: z.enum(Channel).nullable(),
  caseLabel: z.string().nullable(),
  value: z.int().nullable(),
  unit: z.enum(LimitUnit),
  text: z.string().nullable(),
  validFrom: Day,
  validUntil: Day.nullable(),
});
export type TimeLimit = z.output<typeof TimeLimit>;

export const ServiceLevelSpan = z.object({
  level: z.enum(ServiceLevel),
  legacyLevel: z.int().nullable(),
  validFrom: Day,
  validUntil: Day.nullable(),
});
export type ServiceLevelSpan = z.output<typeof ServiceLevelSpan>;

export const Sector = z.object({ id: z.int(), code: z.string(), name: z.string(), isDemo: z.boolean() });
export type Sector = z.output<typeof Sector>;

/** A procedure with every limit and service level it ever had. */
export const Procedure = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  sectorId: z.int(),
  sectorName: z.string(),
  level: z.string(),
  isSensitive: z.boolean(),
  isPublished: z.boolean(),
  isIllustrative: z.boolean(),
  isDemo: z.boolean(),
  supplementPolicy: z.enum(SupplementPolicy),
  cutoffPolicy: z.enum(CutoffPolicy),
  validFrom: Day,
  validUntil: Day.nullable(),
  source: z.string().nullable(),
  limits: z.array(TimeLimit),
  serviceLevels: z.array(ServiceLevelSpan),
});
export type Procedure = z.output<typeof Procedure>;

/** One procedure with the steps of its internal process; a step's share is in working days. */
export const ProcedureDetail = Procedure.extend({
  steps: z.array(z.object({ position: z.int(), name: z.string(), role: z.string(), workingDays: z.number().nullable() })),
});
export type ProcedureDetail = z.output<typeof ProcedureDetail>;

export const ProcedureList = z.object({ procedures: z.array(Procedure) });
export const SectorList = z.object({ sectors: z.array(Sector) });

/** The catalogue in memory, for what must look up a procedure a row: imports and the demo. */
export type Catalogue = {
  readonly procedures: readonly Procedure[];
  readonly byId: ReadonlyMap<number, Procedure>;
  /** By the national code, "1.004873". */
  readonly byCode: ReadonlyMap<string, Procedure>;
  readonly sectors: ReadonlyMap<number, Sector>;
};
