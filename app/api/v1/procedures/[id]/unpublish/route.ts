import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { unpublishProcedure } from "@/lib/procedures/commands";
import { Publication, Written } from "@/lib/procedures/model";

export const POST = route(
  {
    id: "procedures.unpublish",
    method: "POST",
    path: "/api/v1/procedures/{id}/unpublish",
    auth: "procedures.manage",
    input: { params: z.strictObject({ id: RecordId }), body: Publication },
    output: Written,
    audit: "command",
    summary: {
      vi: "Hủy công bố thủ tục; hồ sơ đang giải quyết vẫn tiếp tục",
      en: "Take a procedure back; dossiers that run go on",
    },
  },
  ({ actor, now, params, body, tx }) => unpublishProcedure({ actor, now }, { ...body, procedureId: params.id }, tx),
);
