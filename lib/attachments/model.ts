import * as z from "zod";
import { DossierFileKind } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { FiledFile, FileScan, FileToNote } from "@/lib/files/model";

export { DossierFileKind, FileScan };

/** Files of one dossier, removed ones counted. */
export const mostFiles = 500;

/** Where in a dossier a file belongs: to one of its papers, to none, or as its result. */
export const Place = z
  .strictObject({ kind: z.enum(DossierFileKind).default("PAPER"), paperId: RecordId.optional() })
  .refine(({ kind, paperId }) => (kind === "PAPER") === (paperId !== undefined), { path: ["paperId"], error: "paper-not-named" });
export type Place = z.output<typeof Place>;

/** A file to be noted, and where it belongs. */
export const AttachInput = FileToNote.extend({
  dossierId: z.int().positive(),
  kind: z.enum(DossierFileKind),
  paperId: z.int().positive().nullable(),
});

const Reason = z.string().trim().min(1, "reason-required").max(500);
export const RemoveInput = z.strictObject({ dossierId: z.int().positive(), fileId: z.int().positive(), reason: Reason });
export const RestoreInput = RemoveInput.omit({ reason: true });

export const Attachment = FiledFile.extend({
  kind: z.enum(DossierFileKind),
  /** Null: it belongs to none of the papers. */
  paperId: z.int().nullable(),
});
export type Attachment = z.output<typeof Attachment>;

export const AttachmentList = z.object({
  /** In the order they came; what was removed stands among them. */
  files: z.array(Attachment),
  /** `supplement` 0: handed in from the start; n: with the nth supplement. */
  papers: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      supplement: z.int(),
      /** Struck by a correction: it is told of while a file lies there, and takes no other. */
      isStruck: z.boolean(),
    }),
  ),
  /** How many there are that this actor is not shown. */
  hidden: z.int(),
  /** The places this actor may attach to now; none where they may not. */
  open: z.array(z.enum(DossierFileKind)),
});
export type AttachmentList = z.output<typeof AttachmentList>;

export const attachmentRefusals = [
  "file-attached-already",
  "file-removed-already",
  "file-not-removed",
  "file-waits-for-scan",
  "file-infected",
  "file-lost",
  "dossier-files-full",
  "dossier-takes-no-files",
] as const;
