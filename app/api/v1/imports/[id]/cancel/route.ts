import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { cancelImport } from "@/lib/imports/commands";

export const POST = route(
  {
    id: "imports.cancel",
    method: "POST",
    path: "/api/v1/imports/{id}/cancel",
    auth: "dossiers.import",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Hủy một lần nhập: không ghi gì vào sổ. Lần nhập đã ghi xong thì giữ nguyên",
      en: "Gives up an import: nothing of it will be on record. One that has merged already stays",
    },
  },
  ({ actor, now, params, tx }) => cancelImport({ actor, now }, { batchId: params.id }, tx),
);
