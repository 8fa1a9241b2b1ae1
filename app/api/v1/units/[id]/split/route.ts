import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { splitUnit } from "@/lib/units/commands";
import { UnitSplit } from "@/lib/units/model";

export const POST = route(
  {
    id: "units.split",
    method: "POST",
    path: "/api/v1/units/{id}/split",
    auth: "units.manage",
    input: { params: z.strictObject({ id: RecordId }), body: UnitSplit.omit({ unitId: true }) },
    output: z.object({ ids: z.array(z.int()) }),
    audit: "command",
    summary: {
      vi: "Tách đơn vị: chấm dứt đơn vị cũ và nêu các đơn vị tiếp nhận từ một ngày",
      en: "Ends a unit and names the units that take over from a day on",
    },
  },
  ({ actor, now, params, body, tx }) => splitUnit({ actor, now }, { ...body, unitId: params.id }, tx),
);
