import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { Channel, DossierState, outcomes, resultKinds } from "../record/model";
import { Lateness } from "./lateness";
import { dossierSets } from "./sets";

/** What a list asks. Text is searched without diacritics over name and code; digits also as phone or ID number. */
export const DossierFilter = z.strictObject({
  text: z.string().trim().max(100).optional(),
  unitId: RecordId.optional(),
  /** Of the unit asked for alone, without the units below it. */
  isAlone: z.stringbool().optional(),
  procedureId: RecordId.optional(),
  sectorId: RecordId.optional(),
  channel: Channel.optional(),
  state: DossierState.optional(),
  set: z.enum(dossierSets).optional(),
  from: Day.optional(),
  to: Day.optional(),
  asOf: Day.optional(),
  cursor: z.string().max(80).optional(),
  take: z.coerce.number().int().min(1).max(200).default(50),
});
export type DossierFilter = z.output<typeof DossierFilter>;
/** The same for a file, which has no pages. */
export const ExportFilter = DossierFilter.omit({ cursor: true, take: true });
export type ExportFilter = z.output<typeof ExportFilter>;

/** One line of a list. Personal numbers are masked. */
export const DossierRow = z.object({
  id: z.int(),
  code: z.string().nullable(),
  state: DossierState,
  outcome: z.enum(outcomes).nullable(),
  resultKind: z.enum(resultKinds).nullable(),
  channel: Channel,
  applicantName: z.string(),
  phoneMasked: z.string().nullable(),
  procedureId: z.int(),
  procedureCode: z.string(),
  procedureName: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  acceptedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  dueOn: Day.nullable(),
  extendedDueOn: Day.nullable(),
  endedAt: z.iso.datetime().nullable(),
  returnedAt: z.iso.datetime().nullable(),
  /** Working days left to the due day (negative: late) for one that is open and whose clock runs; else null. */
  workingDaysLeft: z.int().nullable(),
  /** Its day is past, be it by less than a working day. */
  isOverdue: z.boolean(),
  /** Where its clock runs and nothing can be counted: the first year nobody has decided the calendar of. Late it may be all the same. */
  undecided: z.object({ year: z.int(), isLate: z.boolean() }).nullable(),
  version: z.int(),
});
export type DossierRow = z.output<typeof DossierRow>;

/** A line of the list with whom it lies: nobody's is in the unit's pool, or has ended. */
export const ListedDossier = DossierRow.extend({
  assigneeName: z.string().nullable(),
  /** The step of the internal process it stands at. */
  stepName: z.string().nullable(),
  /** Of one that is late. */
  lateness: Lateness.nullable(),
});
export type ListedDossier = z.output<typeof ListedDossier>;

export const DossierPage = z.object({
  rows: z.array(ListedDossier),
  nextCursor: z.string().nullable(),
  total: z.int().nullable(),
});
export type DossierPage = z.output<typeof DossierPage>;

/** What a scanned or typed code names. */
export const FoundByCode = z.object({ id: z.int(), code: z.string() });
export type FoundByCode = z.output<typeof FoundByCode>;

export const ViewInput = z.strictObject({
  /** The page's path, "/dossiers". */
  page: z
    .string()
    .max(100)
    .regex(/^\/[a-z0-9/-]*$/),
  name: z.string().trim().normalize().min(1).max(80),
  /** Its query string without the question mark. */
  query: z.string().max(2_000),
});
export const SavedView = ViewInput.extend({ id: z.int() });
export type SavedView = z.output<typeof SavedView>;
