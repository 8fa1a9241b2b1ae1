import * as z from "zod";
import { route } from "@/app/door";
import { restoreDocumentFile } from "@/lib/documents/commands";
import { documentFileIdOf } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.restore-file",
    method: "POST",
    path: "/api/v1/documents/{id}/files/{fileId}/restore",
    auth: "documents.draft",
    input: { params: documentFileIdOf, body: z.strictObject({}) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Lấy lại một tệp đã gỡ; của văn bản đã vào sổ cần quyền quản lý sổ",
      en: "Take back a file that was removed; of a registered document it takes the right to manage the register",
    },
  },
  ({ actor, now, params, tx }) => restoreDocumentFile({ actor, now }, { documentId: params.id, fileId: params.fileId }, tx),
);
