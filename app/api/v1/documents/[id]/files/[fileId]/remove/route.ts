import * as z from "zod";
import { route } from "@/app/door";
import { removeDocumentFile } from "@/lib/documents/commands";
import { documentFileIdOf, RemoveFileReason } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.remove-file",
    method: "POST",
    path: "/api/v1/documents/{id}/files/{fileId}/remove",
    auth: "documents.draft",
    input: { params: documentFileIdOf, body: RemoveFileReason },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Gỡ một tệp kèm lý do; tệp vẫn lưu trong lịch sử. Của văn bản đã vào sổ cần quyền quản lý sổ",
      en: "Remove a file with the reason; it stays in the history. Of a registered document it takes the right to manage the register",
    },
  },
  ({ actor, now, params, body, tx }) =>
    removeDocumentFile({ actor, now }, { ...body, documentId: params.id, fileId: params.fileId }, tx),
);
