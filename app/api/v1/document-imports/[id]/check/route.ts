import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { startDocumentImport } from "@/lib/imports/commands";

export const POST = route(
  {
    id: "document-imports.check",
    method: "POST",
    path: "/api/v1/document-imports/{id}/check",
    auth: "documents.register",
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Kiểm tra thử toàn bộ sổ văn bản: xét từng dòng, so với sổ đang có và đối chiếu tệp, không ghi gì",
      en: "Checks a whole register of documents: judges every row, compares it with the record, matches the files, writes nothing",
    },
  },
  ({ actor, now, params, tx }) => startDocumentImport({ actor, now }, { batchId: params.id, isCheck: true }, tx),
);
