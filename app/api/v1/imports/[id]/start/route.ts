import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { startImport } from "@/lib/imports/commands";

export const POST = route(
  {
    id: "imports.start",
    method: "POST",
    path: "/api/v1/imports/{id}/start",
    auth: "dossiers.import",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Bắt đầu nhập theo cách ghép cột đã xác nhận, nếu không thì theo cách đã nhớ hoặc tự nhận",
      en: "Starts an import with the mapping that was confirmed, or else the one remembered or guessed",
    },
  },
  ({ actor, now, params, tx }) => startImport({ actor, now }, { batchId: params.id }, tx),
);
