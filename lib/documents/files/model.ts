import * as z from "zod";
import { RecordId } from "@/lib/db/model";
import { FiledFile, FileToNote } from "@/lib/files/model";
import { FileCheck } from "../checks/model";
import { words } from "../record/model";

/** Files of one document, removed ones counted. */
export const mostDocumentFiles = 200;

/** A file to be noted with a document. `search`: the words that stand in it. */
export const AttachInput = FileToNote.extend({ documentId: z.int().positive(), search: z.string() });
export const RemoveInput = z.strictObject({ documentId: z.int().positive(), fileId: z.int().positive(), reason: words(500) });
export const RemoveFileReason = RemoveInput.pick({ reason: true });
export const documentFileIdOf = z.strictObject({ id: RecordId, fileId: RecordId });

export const DocumentFileRow = FiledFile.extend({
  /** What the check of its signatures found; null before it, and for what is no PDF of a registered document. */
  check: FileCheck.nullable(),
  /** The revision this one was made from by signing it. */
  revisesId: z.int().nullable(),
  mayRestore: z.boolean(),
});
export type DocumentFileRow = z.output<typeof DocumentFileRow>;
/** In the order they came: each is a revision that stays; what was removed stands among them. */
export const DocumentFileList = z.object({ files: z.array(DocumentFileRow), mayAttach: z.boolean() });
export type DocumentFileList = z.output<typeof DocumentFileList>;
