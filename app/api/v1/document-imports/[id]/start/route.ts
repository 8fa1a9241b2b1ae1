import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { startDocumentImport } from "@/lib/imports/commands";

export const POST = route(
  {
    id: "document-imports.start",
    method: "POST",
    path: "/api/v1/document-imports/{id}/start",
    auth: "documents.register",
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Bắt đầu nhập sổ văn bản theo cách ghép cột đã xác nhận, nếu không thì theo cách đã nhớ hoặc tự nhận",
      en: "Starts an import of a register of documents with the mapping that was confirmed, or else the one remembered or guessed",
    },
  },
  ({ actor, now, params, tx }) => startDocumentImport({ actor, now }, { batchId: params.id }, tx),
);
