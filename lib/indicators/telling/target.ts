import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { Code } from "@/lib/subsystems/model";
import { TargetCode } from "./codes";

export const verdicts = ["good", "watch", "bad", "no-data"] as const;
export type Verdict = (typeof verdicts)[number];

/** What an indicator is held to from a day on, and by which paper. */
export const Target = z.object({ aim: z.number(), floor: z.number(), source: z.string(), validFrom: Day });
export type Target = z.output<typeof Target>;

/** A target as it is kept: from a day on, for a unit or (null) the city. */
export const TargetRow = z.object({
  id: z.int(),
  indicatorCode: TargetCode,
  unitId: z.int().nullable(),
  aim: z.number(),
  floor: z.number(),
  validFrom: Day,
  validUntil: Day.nullable(),
  source: z.string(),
});
export type TargetRow = z.output<typeof TargetRow>;
export const NewTarget = z.strictObject({
  indicatorCode: TargetCode,
  unitId: z.int().positive().nullable(),
  /** A rate is a share of one: 0.95, not 95. Four decimals are kept. */
  aim: z.number().min(0).max(1_000_000).multipleOf(0.0001),
  floor: z.number().min(0).max(1_000_000).multipleOf(0.0001),
  validFrom: Day,
  source: z.string().trim().min(3).max(300),
});
/** The same for an indicator the city made. */
export const DefinedTarget = NewTarget.extend({ indicatorCode: Code });
