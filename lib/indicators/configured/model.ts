import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { Code } from "@/lib/subsystems/model";
import { Target, verdicts } from "../telling/target";
import { Formula } from "./formula";

const words = (most: number) => z.string().trim().normalize().min(2).max(most);
export const configuredDirections = ["more", "less", "band", "none"] as const;
export const DefinitionInput = z.strictObject({
  code: Code,
  nameVi: words(160),
  nameEn: words(160),
  definitionVi: words(1_000),
  definitionEn: words(1_000),
  unitOfMeasure: z.string().trim().normalize().min(1).max(40),
  direction: z.enum(configuredDirections),
  decimals: z.int().min(0).max(4),
  formula: Formula,
  unitId: RecordId.nullable(),
  law: words(300).nullable(),
  validFrom: Day,
});
export type DefinitionInput = z.output<typeof DefinitionInput>;
export const DefinitionView = DefinitionInput.extend({
  id: z.int(),
  subsystemId: z.int(),
  validUntil: Day.nullable(),
  recordedAt: z.iso.datetime(),
});
export type DefinitionView = z.output<typeof DefinitionView>;
export const DefinitionEnd = z.strictObject({ code: Code, validUntil: Day });
export const definitionIds = z.strictObject({ id: RecordId });
export const Defined = z.strictObject({ id: z.int() });

/** One indicator the city made, answered: rounded to its decimals, of exact numbers. Null where something it is made of is not known. */
export const ConfiguredReading = z.strictObject({
  code: Code,
  nameVi: z.string(),
  nameEn: z.string(),
  unitOfMeasure: z.string(),
  direction: z.enum(configuredDirections),
  decimals: z.int(),
  isRatio: z.boolean(),
  top: z.number().nullable(),
  bottom: z.number().nullable(),
  value: z.number().nullable(),
  verdict: z.enum(verdicts),
  target: Target.nullable(),
  previous: z.number().nullable(),
  lastYear: z.number().nullable(),
  trail: z.array(z.strictObject({ from: Day, to: Day, value: z.number().nullable() })),
  /** The last day any figure in it is of. */
  lastOn: Day.nullable(),
});
export type ConfiguredReading = z.output<typeof ConfiguredReading>;
export const ConfiguredUnitRow = z.strictObject({
  unitId: z.int(),
  name: z.string(),
  /** In the order of the readings. */
  values: z.array(z.strictObject({ value: z.number().nullable(), verdict: z.enum(verdicts) })),
});
export const SubsystemBoard = z.strictObject({
  period: z.strictObject({ from: Day, to: Day }),
  asOf: Day,
  at: z.iso.datetime(),
  readings: z.array(ConfiguredReading),
  units: z.array(ConfiguredUnitRow),
});
export type SubsystemBoard = z.output<typeof SubsystemBoard>;
export const BoardQuery = z.strictObject({ from: Day, to: Day, asOf: Day.optional(), unitId: RecordId.optional() });
