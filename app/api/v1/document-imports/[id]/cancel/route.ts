import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { cancelDocumentImport } from "@/lib/imports/commands";

export const POST = route(
  {
    id: "document-imports.cancel",
    method: "POST",
    path: "/api/v1/document-imports/{id}/cancel",
    auth: "documents.register",
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Hủy một lần nhập sổ văn bản: không ghi gì. Lần nhập đã ghi xong thì giữ nguyên",
      en: "Gives up an import of a register of documents: nothing of it will be on record. One that landed already stays",
    },
  },
  ({ actor, now, params, tx }) => cancelDocumentImport({ actor, now }, { batchId: params.id }, tx),
);
