import * as z from "zod";
import { type Field, fields, Mapping } from "./headings/fields";
import { ImportBatchView, importStatuses, Layout, PreviewRow, Reason, RejectedLine } from "./viewing/model";

export { type Field, fields, Mapping } from "./headings/fields";
export {
  type DocumentField,
  DocumentMapping,
  documentFields,
  fieldsOf,
  filesShown,
  importFileFaults,
  importFileStates,
  maxArchiveBytes,
  mostArchiveFiles,
  neededDocumentFields,
  registerDirections,
} from "./registers/model";
export { DocumentImportDetail, DocumentImportList, DocumentImportView, ImportFileLine } from "./registers/views";
export {
  ImportBatchView,
  ImportFault,
  type ImportFormat,
  importFaults,
  importFormats,
  importStatuses,
  Layout,
  maxAttempts,
  PreviewRow,
  Reason,
  RejectedLine,
  reasonCodes,
  rejectedLinesShown,
} from "./viewing/model";

/** Without these a row cannot become a dossier; the procedure may be told by code or by name. */
export const neededFields = ["code", "applicantName", "acceptedAt"] as const satisfies readonly Field[];
export function missingFields(mapping: Mapping): Field[] {
  const missing: Field[] = neededFields.filter((f) => mapping[f] === undefined);
  if (mapping.procedureCode === undefined && mapping.procedureName === undefined) missing.push("procedureCode");
  return missing;
}

/** A clock reading in the city as a register gives it; `minute` (with fractions for seconds) is null when only the day is told. */
export class CityTime {
  constructor(
    readonly day: string,
    readonly minute: number | null,
  ) {}
}
/** "" is an empty cell. */
export type Cell = string | number | CityTime;
export type SourceRow = { line: number; cells: readonly Cell[] };
/** A row by field, before it is judged. */
export type RawRow = Partial<Record<Field, Cell>>;

export const ImportBatchDetail = ImportBatchView.extend({
  layout: Layout.nullable(),
  mapping: Mapping,
  /** Whether the mapping was remembered from this sender's last register, or guessed from the headings. */
  mappingFrom: z.enum(["remembered", "guessed", "confirmed"]),
  missing: z.array(z.enum(fields)),
  /** Only while it waits to be started. */
  preview: z.array(PreviewRow),
  /** Why rows were not taken, the most frequent reason first. Empty while it runs. */
  reasons: z.array(Reason.extend({ rows: z.int() })),
  /** The first rows that were not taken, by the code they bear. */
  rejected: z.array(RejectedLine),
});
export type ImportBatchDetail = z.output<typeof ImportBatchDetail>;

export const ImportList = z.object({ batches: z.array(ImportBatchView), nextCursor: z.int().nullable() });

/** What becomes of a row of a small batch. */
export const RowOutcome = z.object({
  line: z.int(),
  outcome: z.enum(["new", "changed", "unchanged", "rejected"]),
  reasons: z.array(Reason.extend({ sentence: z.string() })),
});
export type RowOutcome = z.output<typeof RowOutcome>;

/** A batch up to this many rows is settled within the request that brings it. */
export const smallBatchRows = 1_000;
export const maxFileBytes = 200 * 1024 * 1024;
/** Excel's own last row is 1,048,576. */
export const maxRows = 1_000_000;
export const maxColumns = 200;
export const maxCellLength = 32_767;
export const previewRows = 20;

/** One dossier as a machine sends it. Times are ISO 8601; one without an offset is the city's time; a bare date is the day. */
const Time = z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]);
export const MachineRow = z.strictObject({
  code: z.string().trim().min(1).max(60),
  procedureCode: z.string().trim().min(1).max(40),
  unitCode: z.string().trim().min(1).max(60).optional(),
  receivingUnitCode: z.string().trim().min(1).max(60).optional(),
  applicantName: z.string().trim().min(1).max(300),
  applicantKind: z.enum(["CITIZEN", "ORGANISATION"]).optional(),
  applicantAddress: z.string().trim().max(500).nullish(),
  phone: z.string().trim().max(30).nullish(),
  idNumber: z.string().trim().max(30).nullish(),
  subject: z.string().trim().max(2000).nullish(),
  channel: z.enum(["COUNTER", "ONLINE", "POST"]).optional(),
  state: z
    .enum(["ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT", "WITHDRAWN", "STOPPED", "FINISHED", "RETURNED"])
    .optional(),
  result: z.enum(["GRANTED", "REFUSED"]).optional(),
  acceptedAt: Time,
  dueAt: Time.nullish(),
  stoppedAt: Time.nullish(),
  endedAt: Time.nullish(),
  returnedAt: Time.nullish(),
});
export type MachineRow = z.output<typeof MachineRow>;
/** The columns of a rejected machine row, in order. */
export const machineColumns = Object.keys(MachineRow.shape) as (keyof MachineRow)[];

/** The answer to a machine: settled at once with each row's outcome, or taken in and to be asked about at `statusUrl`. */
export const MachineAnswer = z.object({
  id: z.int(),
  statusUrl: z.string(),
  status: z.enum(importStatuses),
  failure: z.string().nullable(),
  rowsNew: z.int(),
  rowsChanged: z.int(),
  rowsUnchanged: z.int(),
  rowsRejected: z.int(),
  rows: z.array(RowOutcome).nullable(),
});
export type MachineAnswer = z.output<typeof MachineAnswer>;
