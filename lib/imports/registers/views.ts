import * as z from "zod";
import { ImportBatchView, Layout, PreviewRow, Reason, RejectedLine } from "../viewing/model";
import { DocumentMapping, documentFields, importFileStates, registerDirections } from "./model";

export const ImportFileLine = z.object({
  name: z.string(),
  line: z.int().nullable(),
  state: z.enum(importFileStates),
  /** One of `importFileFaults`. */
  fault: z.string().nullable(),
});
export type ImportFileLine = z.output<typeof ImportFileLine>;

export const DocumentImportView = ImportBatchView.extend({
  direction: z.enum(registerDirections),
  year: z.int(),
  /** Null: the unit's common book. */
  bookName: z.string().nullable(),
});
export type DocumentImportView = z.output<typeof DocumentImportView>;
export const DocumentImportList = z.object({ batches: z.array(DocumentImportView), nextCursor: z.int().nullable() });

export const DocumentImportDetail = DocumentImportView.extend({
  layout: Layout,
  mapping: DocumentMapping,
  /** Whether the mapping was remembered from the last register of this unit and direction, or guessed from the headings. */
  mappingFrom: z.enum(["remembered", "guessed", "confirmed"]),
  missing: z.array(z.enum(documentFields)),
  /** Only while it waits to be started. */
  preview: z.array(PreviewRow),
  reasons: z.array(Reason.extend({ rows: z.int() })),
  rejected: z.array(RejectedLine),
  /** Numbers below the last that no row has; null before a check. */
  gaps: z.int().nullable(),
  files: z.object({
    /** The name of the zip; null where none was sent. */
    archiveName: z.string().nullable(),
    total: z.int(),
    read: z.int(),
    counts: z.record(z.enum(importFileStates), z.int()),
    /** Files with a mark of secrecy, or of rows with one: nothing of them is kept. */
    secret: z.int(),
    /** The first that did not go with a document. */
    told: z.array(ImportFileLine),
  }),
});
export type DocumentImportDetail = z.output<typeof DocumentImportDetail>;
