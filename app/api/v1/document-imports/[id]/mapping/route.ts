import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { confirmDocumentMapping } from "@/lib/imports/commands";
import { DocumentMapping } from "@/lib/imports/model";

export const PUT = route(
  {
    id: "document-imports.map",
    method: "PUT",
    path: "/api/v1/document-imports/{id}/mapping",
    auth: "documents.register",
    input: {
      params: z.strictObject({ id: RecordId }),
      body: z.strictObject({ mapping: DocumentMapping }),
    },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Nêu cột nào (0 là cột đầu) là thông tin nào, và nhớ cho sổ sau cùng loại của đơn vị",
      en: "Says which column (0 the first) is which field, and remembers it for the unit's next register of this direction",
    },
  },
  ({ actor, now, params, body, tx }) => confirmDocumentMapping({ actor, now }, { batchId: params.id, mapping: body.mapping }, tx),
);
