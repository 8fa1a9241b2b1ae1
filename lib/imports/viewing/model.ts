import * as z from "zod";
import { fields } from "../headings/fields";
import { documentFields, documentReasonCodes } from "../registers/model";

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
  ...documentReasonCodes,
] as const;
export const Reason = z.object({
  code: z.enum(reasonCodes),
  field: z.enum([...fields, ...documentFields]).optional(),
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
