import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { confirmMapping } from "@/lib/imports/commands";
import { Mapping } from "@/lib/imports/model";

export const PUT = route(
  {
    id: "imports.map",
    method: "PUT",
    path: "/api/v1/imports/{id}/mapping",
    auth: "dossiers.import",
    keys: true,
    input: {
      params: z.strictObject({ id: RecordId }),
      body: z.strictObject({ mapping: Mapping }),
    },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Nêu cột nào (0 là cột đầu) là trường nào, và nhớ cho lần gửi sau của đơn vị này",
      en: "Says which column (0 the first) is which field, and remembers it for this sender",
    },
  },
  ({ actor, now, params, body, tx }) => confirmMapping({ actor, now }, { batchId: params.id, mapping: body.mapping }, tx),
);
