import * as z from "zod";
import { route } from "@/app/door";
import { restoreFile } from "@/lib/attachments/commands";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "attachments.restore",
    method: "POST",
    path: "/api/v1/dossiers/{id}/files/{fileId}/restore",
    auth: "dossiers.process",
    input: { params: z.strictObject({ id: RecordId, fileId: RecordId }), body: z.strictObject({}) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: { vi: "Lấy lại một tệp đã gỡ", en: "Take back a file that was removed" },
  },
  ({ actor, now, params: { id, fileId }, tx }) => restoreFile({ actor, now }, { dossierId: id, fileId }, tx),
);
