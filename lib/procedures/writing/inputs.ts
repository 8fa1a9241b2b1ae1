import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { Channel, CutoffPolicy, FeeKind, LimitUnit, ServiceLevel, SupplementPolicy } from "@/lib/db/generated/enums";

/** A line of text: no control characters, no line breaks. */
const line = (max: number, min = 2) =>
  z
    .string()
    .trim()
    .normalize()
    .min(min)
    .max(max)
    .regex(/^\P{Cc}*$/u);
const Source = line(300, 3);
/** The national code, alone or with a province's ending: "1.001193", "2.000815.000.00.00.H61". */
export const ProcedureCode = z
  .string()
  .trim()
  .toUpperCase()
  .max(40)
  .regex(/^\d\.\d{6}(?:\.[0-9A-Z]{2,3}){0,5}$/);
/** The tier of government that settles it. Districts ended with 30/6/2025; what they settled is kept. */
export const tiers = ["PROVINCE", "DISTRICT", "COMMUNE"] as const;
export const Tier = z.enum(tiers);
export type Tier = z.output<typeof Tier>;

/** What is said of a procedure as a whole. */
export const ProcedureFacts = z.strictObject({
  code: ProcedureCode,
  name: line(500, 5),
  sectorId: z.int().positive().max(2_147_483_647),
  level: Tier,
  isSensitive: z.boolean().default(false),
  isTakenInAnywhere: z.boolean().default(true),
  resultName: line(500).nullable().default(null),
  /** Several texts, a line each. */
  legalBasis: z.string().trim().normalize().min(2).max(5_000).nullable().default(null),
  source: Source.nullable().default(null),
  validFrom: Day,
  validUntil: Day.nullable().default(null),
});
export type ProcedureFacts = z.output<typeof ProcedureFacts>;
/** Which state the change was made of: whoever comes second is told. */
const version = z.int().positive();
export const ProcedureChange = ProcedureFacts.extend({ version });

const when = { channel: z.enum(Channel).nullable().default(null), caseLabel: line(120).nullable().default(null) };
export const NewLimit = z
  .strictObject({
    ...when,
    unit: z.enum(LimitUnit),
    value: z.int().min(1).max(999).nullable().default(null),
    text: line(300).nullable().default(null),
  })
  .refine(({ unit, value }) => (unit === "SAME_DAY" || unit === "TEXT") === (value === null), {
    path: ["value"],
    error: "limit-value",
  })
  .refine(({ unit, text }) => unit !== "TEXT" || text !== null, { path: ["text"], error: "limit-text" });
export type NewLimit = z.output<typeof NewLimit>;
export const NewPaper = z
  .strictObject({
    name: line(1_000),
    originals: z.int().min(0).max(99).default(1),
    copies: z.int().min(0).max(99).default(0),
    isRequired: z.boolean().default(true),
    caseLabel: when.caseLabel,
    formName: line(300).nullable().default(null),
    note: line(1_000).nullable().default(null),
  })
  .refine(({ originals, copies }) => originals + copies > 0, { path: ["originals"], error: "paper-count" });
export type NewPaper = z.output<typeof NewPaper>;
export const NewFee = z
  .strictObject({
    kind: z.enum(FeeKind),
    name: line(300),
    /** A fee of nothing is free of charge. */
    amountDong: z.int().min(0).max(999_999_999_999).nullable().default(null),
    ...when,
    text: line(500).nullable().default(null),
    source: Source.nullable().default(null),
  })
  .refine(({ amountDong, text }) => amountDong !== null || text !== null, { path: ["amountDong"], error: "fee-amount" });
export type NewFee = z.output<typeof NewFee>;
export const NewStep = z.strictObject({
  name: line(300),
  role: line(200),
  /** To the hundredth of a working day; null where its time is not counted. */
  workingDays: z.number().min(0).max(999).multipleOf(0.01).nullable().default(null),
  ...when,
});
export type NewStep = z.output<typeof NewStep>;

export const NewPolicy = z.strictObject({
  cutoffPolicy: z.enum(CutoffPolicy),
  supplementPolicy: z.enum(SupplementPolicy),
  /** How many supplements may be asked for. */
  supplementsAllowed: z.int().min(1).max(9),
});
export type NewPolicy = z.output<typeof NewPolicy>;

/** What one change may hold of a part: no published procedure comes near. */
export const mostRows = { limits: 30, papers: 60, fees: 40, steps: 60, settlers: 200 } as const;
/** Does nothing stand twice in a list, by what tells one from another? */
function isOnce<T>(keyOf: (row: T) => readonly unknown[]): (rows: readonly T[]) => boolean {
  return (rows) => new Set(rows.map((row) => JSON.stringify(keyOf(row)).toLowerCase())).size === rows.length;
}
/** The parts of a procedure that hold from a day on. Each that is given replaces that part whole; the others stay. */
const parts = {
  limits: z
    .array(NewLimit)
    .max(mostRows.limits)
    .refine(
      isOnce((l: NewLimit) => [l.channel, l.caseLabel]),
      { error: "limit-twice" },
    ),
  papers: z
    .array(NewPaper)
    .max(mostRows.papers)
    .refine(
      isOnce((p: NewPaper) => [p.name, p.caseLabel]),
      { error: "paper-twice" },
    ),
  fees: z
    .array(NewFee)
    .max(mostRows.fees)
    .refine(
      isOnce((f: NewFee) => [f.kind, f.name, f.channel, f.caseLabel]),
      { error: "fee-twice" },
    ),
  steps: z.array(NewStep).max(mostRows.steps),
  policy: NewPolicy,
  serviceLevel: z.enum(ServiceLevel),
  settlers: z
    .array(z.int().positive().max(2_147_483_647))
    .max(mostRows.settlers)
    .refine(
      isOnce((id: number) => [id]),
      { error: "settler-twice" },
    ),
};
export const partNames = ["limits", "papers", "fees", "steps", "policy", "serviceLevel", "settlers"] as const;
export type PartName = (typeof partNames)[number];
export const TermsChange = z.strictObject({
  version,
  /** The first day of what is written here; what held ends the day before. */
  from: Day,
  source: Source,
  limits: parts.limits.optional(),
  papers: parts.papers.optional(),
  fees: parts.fees.optional(),
  steps: parts.steps.optional(),
  policy: parts.policy.optional(),
  serviceLevel: parts.serviceLevel.optional(),
  settlers: parts.settlers.optional(),
});
export type TermsChange = z.output<typeof TermsChange>;
/** Publishing or taking back, with the decision that says so. */
export const Publication = z.strictObject({ version, source: Source });

export const SectorFacts = z.strictObject({
  code: z
    .string()
    .trim()
    .min(2)
    .max(60)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: line(200),
  position: z.int().min(0).max(10_000).default(0),
});
export const SectorChange = SectorFacts.extend({ version });

/** More procedures than any city publishes. */
export const maxSheetRows = 5_000;
const SheetRow = z.strictObject({ line: z.int().positive(), cells: z.array(z.string().max(65_536)).max(1_000) });
/** The sheets of a file as they were read; lines are numbered as a spreadsheet does. */
export const CatalogueImport = z.strictObject({
  sheets: z.array(z.array(SheetRow).max(maxSheetRows)).max(10),
  /** The first day of what the sheet says where it differs. */
  from: Day,
  source: Source,
  /** New procedures are published at once. */
  publishes: z.boolean().default(false),
});
export type CatalogueImport = z.output<typeof CatalogueImport>;
