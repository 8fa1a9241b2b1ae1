import * as z from "zod";
import { FileScan } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { ActivePart } from "@/lib/files/model";
import { FileCheck } from "../checks/model";
import { words } from "../record/model";

/** Files of one document, removed ones counted. */
export const mostDocumentFiles = 200;

/** A file that was stored and looked into, to be noted. `search`: the words that stand in it. */
export const AttachInput = z.strictObject({
  documentId: z.int().positive(),
  name: z.string().min(1).max(255),
  type: z.string().max(120),
  bytes: z.int().positive(),
  pages: z.int().positive().nullable(),
  sha: z.string().regex(/^[0-9a-f]{64}$/),
  active: z.array(ActivePart),
  search: z.string(),
});
export const RemoveInput = z.strictObject({ documentId: z.int().positive(), fileId: z.int().positive(), reason: words(500) });
export const RemoveFileReason = RemoveInput.pick({ reason: true });
export const documentFileIdOf = z.strictObject({ id: RecordId, fileId: RecordId });

export const DocumentFileRow = z.object({
  id: z.int(),
  name: z.string(),
  /** By what is in it. */
  type: z.string(),
  bytes: z.int(),
  pages: z.int().nullable(),
  sha: z.string(),
  active: z.array(ActivePart),
  scan: z.enum(FileScan),
  threat: z.string().nullable(),
  addedAt: z.iso.datetime(),
  addedByName: z.string(),
  removed: z.object({ at: z.iso.datetime(), byName: z.string(), reason: z.string() }).nullable(),
  /** What the check of its signatures found; null before it, and for what is no PDF of a registered document. */
  check: FileCheck.nullable(),
  mayOpen: z.boolean(),
  mayRemove: z.boolean(),
  mayRestore: z.boolean(),
});
export type DocumentFileRow = z.output<typeof DocumentFileRow>;
/** In the order they came: each is a revision that stays; what was removed stands among them. */
export const DocumentFileList = z.object({ files: z.array(DocumentFileRow), mayAttach: z.boolean() });
export type DocumentFileList = z.output<typeof DocumentFileList>;
