import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { openAttachment } from "@/lib/attachments/queries";
import { RecordId } from "@/lib/db/model";

export const GET = route(
  {
    id: "attachments.open",
    method: "GET",
    path: "/api/v1/dossiers/{id}/files/{fileId}",
    auth: "dossiers.view",
    keys: true,
    input: { params: z.strictObject({ id: RecordId, fileId: RecordId }) },
    output: "stream",
    audit: "access",
    summary: {
      vi: "Tải một tệp đính kèm đúng như đã nộp; mỗi lần tải được ghi vào nhật ký",
      en: "One file as it was handed in, to the byte; each look is written to the log",
    },
  },
  async ({ actor, params, accessed }) => {
    const file = await openAttachment(actor, params.id, params.fileId);
    accessed({ type: "file", id: file.id });
    return fileAnswer(file);
  },
);
