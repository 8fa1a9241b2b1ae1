import * as z from "zod";
import { route } from "@/app/door";
import { removeFile } from "@/lib/attachments/commands";
import { RemoveInput } from "@/lib/attachments/model";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "attachments.remove",
    method: "POST",
    path: "/api/v1/dossiers/{id}/files/{fileId}/remove",
    auth: "dossiers.process",
    input: { params: z.strictObject({ id: RecordId, fileId: RecordId }), body: RemoveInput.pick({ reason: true }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Gỡ một tệp khỏi hồ sơ kèm lý do; tệp còn trong lịch sử và lấy lại được",
      en: "Take a file off a dossier, with the reason; it stays in the history and can be taken back",
    },
  },
  ({ actor, now, params: { id, fileId }, body, tx }) => removeFile({ actor, now }, { ...body, dossierId: id, fileId }, tx),
);
