import * as z from "zod";

/** What a column of a register can tell about a dossier. */
export const fields = [
  "code",
  "procedureCode",
  "procedureName",
  "unit",
  "receivingUnit",
  "applicantName",
  "applicantKind",
  "applicantAddress",
  "phone",
  "idNumber",
  "subject",
  "acceptedAt",
  "dueAt",
  "endedAt",
  "returnedAt",
  "stoppedAt",
  "channel",
  "state",
  "result",
] as const;
export type Field = (typeof fields)[number];

/** Which column (0 the first) holds which field. */
export const Mapping = z.partialRecord(z.enum(fields), z.int().min(0).max(199));
export type Mapping = z.output<typeof Mapping>;

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

/** Why a row was not taken. */
export const reasonCodes = [
  "code-missing",
  "code-unreadable",
  "procedure-missing",
  "procedure-unknown",
  "unit-unknown",
  "unit-out-of-reach",
  "applicant-missing",
  "accepted-missing",
  "date-unreadable",
  "accepted-in-future",
  "ended-in-future",
  "due-before-accepted",
  "ended-before-accepted",
  "returned-before-ended",
  "end-missing",
  "end-while-open",
  "never-accepted",
  "state-unknown",
  "channel-unknown",
  "text-too-long",
  "field-invalid",
  "field-unknown",
  "calendar-not-decided",
  "duplicate-differs",
  "already-closed",
  "goes-back",
  "other-unit",
] as const;
export const Reason = z.object({
  code: z.enum(reasonCodes),
  field: z.enum(fields).optional(),
  /** The unreadable text itself, or the line of the twin; never a name or a number of a person. */
  value: z.string().optional(),
});
export type Reason = z.output<typeof Reason>;

export const importStatuses = ["UPLOADED", "RUNNING", "DONE", "FAILED", "CANCELLED"] as const;
/** What breaks a run off although the file is good, as far as it tells people what to do; the log has the rest. */
export const importFaults = ["database-away", "disk-full", "worker-stopped", "unexpected"] as const;
export const ImportFault = z.enum(importFaults);
export type ImportFault = z.output<typeof ImportFault>;
/** A run that is broken off is made again, so many times in all. */
export const maxAttempts = 5;
export const importFormats = ["xlsx", "csv", "json"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Where the table stands in a file. */
export const Layout = z.object({
  sheet: z.string().nullable(),
  /** 1-based line of the last heading row; the records follow. */
  headerLine: z.int(),
  headings: z.array(z.string()),
  separator: z.string().nullable(),
  encoding: z.enum(["utf-8", "utf-16le"]),
});
export type Layout = z.output<typeof Layout>;

/** One of the first rows, as it would be judged now. */
export const PreviewRow = z.object({
  line: z.int(),
  cells: z.array(z.string()),
  verdict: z.enum(["good", "rejected"]),
  reasons: z.array(Reason),
});
export type PreviewRow = z.output<typeof PreviewRow>;

export const RejectedLine = z.object({ line: z.int(), code: z.string(), reasons: z.array(Reason) });
export type RejectedLine = z.output<typeof RejectedLine>;
export const rejectedLinesShown = 10;

export const ImportBatchView = z.object({
  id: z.int(),
  source: z.enum(["file", "api"]),
  sender: z.string(),
  fileName: z.string().nullable(),
  fileBytes: z.number().nullable(),
  format: z.enum(importFormats),
  unitId: z.int(),
  unitName: z.string(),
  status: z.enum(importStatuses),
  /** Read so far; `rowsTotal` is an estimate until the end. */
  rowsRead: z.int(),
  rowsTotal: z.int().nullable(),
  rowsNew: z.int(),
  rowsChanged: z.int(),
  rowsUnchanged: z.int(),
  rowsRejected: z.int(),
  /** Why the whole batch failed: a refusal code. */
  failure: z.string().nullable(),
  /** How many runs of it were begun; those that a stopping worker broke off do not count. */
  attempts: z.int(),
  /** What broke off the last run: while it is RUNNING it waits to be tried again, once FAILED it is given up. */
  fault: ImportFault.nullable(),
  brokenOffAt: z.iso.datetime().nullable(),
  /** It is RUNNING, but nobody carries it yet: from when on the next worker that is free does. */
  waitsUntil: z.iso.datetime().nullable(),
  cancelRequested: z.boolean(),
  /** It runs only to say what would become of its rows. */
  isCheck: z.boolean(),
  /** When a whole check ended; the counts are then what an import would bring. */
  checkedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  /** Null when that account is gone. */
  createdByName: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type ImportBatchView = z.output<typeof ImportBatchView>;

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
