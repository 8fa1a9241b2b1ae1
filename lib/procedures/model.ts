import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { Channel, CutoffPolicy, FeeKind, LimitUnit, ServiceLevel, SupplementPolicy } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { sheetFields } from "./sheet/headings";
import { Tier } from "./writing/inputs";

export { type SheetField, sheetFields } from "./sheet/headings";
export {
  CatalogueImport,
  maxSheetRows,
  mostRows,
  NewFee,
  NewLimit,
  NewPaper,
  NewPolicy,
  NewStep,
  type PartName,
  ProcedureChange,
  ProcedureCode,
  ProcedureFacts,
  Publication,
  partNames,
  SectorChange,
  SectorFacts,
  TermsChange,
  Tier,
  tiers,
} from "./writing/inputs";

/** What a list of the catalogue may ask. Text is searched without diacritics in name and code. */
export const ProcedureFilter = z.strictObject({
  text: z.string().trim().max(100).optional(),
  sectorId: RecordId.optional(),
  level: Tier.optional(),
  /** How far it can be done online on the day. */
  serviceLevel: z.enum(ServiceLevel).optional(),
  /** In force on the day, ended before it, or not published (which only those who keep the catalogue are shown). */
  status: z.enum(["in-force", "ended", "unpublished"]).optional(),
  /** Today unless said. */
  on: Day.optional(),
});
export type ProcedureFilter = z.output<typeof ProcedureFilter>;

/** From the first to the last day something holds, both counted; an open end is null. */
const span = { validFrom: Day, validUntil: Day.nullable() };
/** A null channel means every channel, a null case every case. */
const condition = { channel: z.enum(Channel).nullable(), caseLabel: z.string().nullable() };

/** A time limit, per channel and case. */
export const TimeLimit = z.object({
  ...condition,
  value: z.int().nullable(),
  unit: z.enum(LimitUnit),
  text: z.string().nullable(),
  ...span,
});
export type TimeLimit = z.output<typeof TimeLimit>;

/** How the time of a dossier is counted beside its limit, and the paper that says so. */
export const PolicySpan = z.object({
  cutoffPolicy: z.enum(CutoffPolicy),
  supplementPolicy: z.enum(SupplementPolicy),
  supplementsAllowed: z.int(),
  source: z.string().nullable(),
  ...span,
});
export type PolicySpan = z.output<typeof PolicySpan>;
export type Policy = Omit<PolicySpan, "source" | "validFrom" | "validUntil">;

export const ServiceLevelSpan = z.object({
  level: z.enum(ServiceLevel),
  legacyLevel: z.int().nullable(),
  ...span,
});
export type ServiceLevelSpan = z.output<typeof ServiceLevelSpan>;

/** A paper the dossier consists of (thành phần hồ sơ), with how many originals and copies are asked for. */
export const Paper = z.object({
  id: z.int(),
  position: z.int(),
  name: z.string(),
  originals: z.int(),
  copies: z.int(),
  isRequired: z.boolean(),
  caseLabel: z.string().nullable(),
  formName: z.string().nullable(),
  note: z.string().nullable(),
  ...span,
});
export type Paper = z.output<typeof Paper>;

/** Phí (FEE) or lệ phí (CHARGE) in đồng; without an amount `text` says how it is counted. */
export const Fee = z.object({
  id: z.int(),
  kind: z.enum(FeeKind),
  name: z.string(),
  amountDong: z.int().nullable(),
  ...condition,
  text: z.string().nullable(),
  source: z.string().nullable(),
  ...span,
});
export type Fee = z.output<typeof Fee>;

/** One step of the internal process; its share of the limit in working days, null where its time is not counted. */
export const Step = z.object({
  position: z.int(),
  name: z.string(),
  role: z.string(),
  workingDays: z.number().nullable(),
  ...condition,
  ...span,
});
export type Step = z.output<typeof Step>;

/** A unit that settles the procedure. A ward's own procedures name none: the ward that is asked settles them. */
export const Settler = z.object({ unitId: z.int(), unitName: z.string(), ...span });
export type Settler = z.output<typeof Settler>;

export const Sector = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  position: z.int(),
  isDemo: z.boolean(),
  version: z.int(),
});
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
  ...span,
  source: z.string().nullable(),
  version: z.int(),
  limits: z.array(TimeLimit),
  policies: z.array(PolicySpan),
  serviceLevels: z.array(ServiceLevelSpan),
});
export type Procedure = z.output<typeof Procedure>;

/** One procedure with everything that holds, held and will hold for it. */
export const ProcedureDetail = Procedure.extend({
  /** What the applicant gets: "Giấy chứng nhận đăng ký kết hôn". */
  resultName: z.string().nullable(),
  /** Texts the procedure stands on, as published. */
  legalBasis: z.string().nullable(),
  /** May a desk of another unit of the city take it in (NĐ 118/2025: intake is independent of boundaries)? */
  isTakenInAnywhere: z.boolean(),
  /** The day it was published first; null: it never was, and nothing can have been accepted under it. */
  firstPublishedOn: Day.nullable(),
  steps: z.array(Step),
  papers: z.array(Paper),
  fees: z.array(Fee),
  settlers: z.array(Settler),
});
export type ProcedureDetail = z.output<typeof ProcedureDetail>;

export const ProcedureList = z.object({ procedures: z.array(Procedure) });
/** What was written, and the version it left behind. */
export const Written = z.object({ id: z.int(), version: z.int() });
export const SectorList = z.object({ sectors: z.array(Sector) });

/** Which dossier is asked about: handed in on a day, through a channel, in a case; `unitId` is the unit it is handed to. */
export const TermsQuestion = z.strictObject({
  /** Today unless said. */
  on: Day.optional(),
  channel: z.enum(Channel).default("COUNTER"),
  caseLabel: z.string().trim().min(1).max(200).optional(),
  unitId: RecordId.optional(),
});
export type TermsQuestion = z.output<typeof TermsQuestion>;

/** What applies to one dossier: everything chosen for its day, channel and case. */
export const ProcedureTerms = z.object({
  procedureId: z.int(),
  procedureCode: z.string(),
  version: z.int(),
  on: Day,
  channel: z.enum(Channel),
  caseLabel: z.string().nullable(),
  /** Is the procedure published and in force on the day? */
  isOffered: z.boolean(),
  /** The cases the procedure tells apart on the day, for a choice. */
  cases: z.array(z.string()),
  /** Null: nothing is promised. */
  limit: TimeLimit.nullable(),
  serviceLevel: z.enum(ServiceLevel),
  supplementPolicy: z.enum(SupplementPolicy),
  cutoffPolicy: z.enum(CutoffPolicy),
  supplementsAllowed: z.int(),
  papers: z.array(Paper),
  fees: z.array(Fee),
  steps: z.array(Step),
  /** The units that may settle it; none are named where the ward that is asked does. */
  settlers: z.array(z.object({ unitId: z.int(), unitName: z.string() })),
  /** The unit that settles it when it is handed to `unitId`; null where somebody has to choose. */
  settlingUnitId: z.int().nullable(),
  isTakenInAnywhere: z.boolean(),
  resultName: z.string().nullable(),
});
export type ProcedureTerms = z.output<typeof ProcedureTerms>;

/** How a limit and the process that divides it differ, in working days; the limit's own conditions. */
export const StepGap = z.object({ ...condition, limitDays: z.number(), stepDays: z.number() });
export type StepGap = z.output<typeof StepGap>;

/** Why a line of a sheet is not written, beside what the commands refuse a procedure for. */
export const sheetFaultCodes = [
  "code-missing",
  "code-unreadable",
  "code-twice",
  "name-missing",
  "sector-missing",
  "sector-unknown",
  "tier-unknown",
  "day-unreadable",
  "service-level-unknown",
  "unit-unknown",
  "limit-unreadable",
  "paper-unreadable",
  "fee-unreadable",
  "step-unreadable",
  "policy-unreadable",
  "value-unfit",
  "limit-value",
  "limit-text",
  "limit-twice",
  "paper-count",
  "paper-twice",
  "fee-amount",
  "fee-twice",
  "settler-twice",
  "steps-differ",
  "procedure-past-stays",
  "procedure-ends-early",
  "procedure-code-taken",
  "procedure-has-no-limit",
  "procedure-ended",
  "unit-not-standing",
] as const;
export type SheetFaultCode = (typeof sheetFaultCodes)[number];
export const isSheetFault = (code: string): code is SheetFaultCode => sheetFaultCodes.some((one) => one === code);
export const SheetFault = z.object({
  field: z.enum(sheetFields),
  code: z.enum(sheetFaultCodes),
  /** What stands in the cell. */
  value: z.string(),
  gap: StepGap.optional(),
});
export type SheetFault = z.output<typeof SheetFault>;
export const ImportLine = z.object({
  /** The line of the sheet, as a spreadsheet numbers it. */
  line: z.int(),
  code: z.string(),
  name: z.string(),
  fate: z.enum(["new", "changed", "unchanged", "rejected"]),
  /** What is other than before, by the names of fields and parts. */
  changes: z.array(z.string()),
  faults: z.array(SheetFault),
});
export type ImportLine = z.output<typeof ImportLine>;
/** What a sheet does, or would do, to the catalogue. */
export const ImportReport = z.object({
  /** What the preview was made of; the import is refused when it is another by then. */
  state: z.string(),
  counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), rejected: z.int() }),
  lines: z.array(ImportLine),
});
export type ImportReport = z.output<typeof ImportReport>;

/** The catalogue in memory, for what must look up a procedure a row: imports and the demo. */
export type Catalogue = {
  readonly procedures: readonly Procedure[];
  readonly byId: ReadonlyMap<number, Procedure>;
  /** By the national code, "1.004873". */
  readonly byCode: ReadonlyMap<string, Procedure>;
  readonly sectors: ReadonlyMap<number, Sector>;
};
