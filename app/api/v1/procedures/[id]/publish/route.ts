import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { publishProcedure } from "@/lib/procedures/commands";
import { Publication, Written } from "@/lib/procedures/model";

export const POST = route(
  {
    id: "procedures.publish",
    method: "POST",
    path: "/api/v1/procedures/{id}/publish",
    auth: "procedures.manage",
    input: { params: z.strictObject({ id: RecordId }), body: Publication },
    output: Written,
    audit: "command",
    summary: {
      vi: "Công bố thủ tục để tiếp nhận hồ sơ và hiện trên trang công khai",
      en: "Publish a procedure: desks accept dossiers of it and the public page shows it",
    },
  },
  ({ actor, now, params, body, tx }) => publishProcedure({ actor, now }, { ...body, procedureId: params.id }, tx),
);
