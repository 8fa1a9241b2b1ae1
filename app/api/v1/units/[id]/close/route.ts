import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { closeUnit } from "@/lib/units/commands";
import { UnitClosing } from "@/lib/units/model";

export const POST = route(
  {
    id: "units.close",
    method: "POST",
    path: "/api/v1/units/{id}/close",
    auth: "units.manage",
    input: { params: z.strictObject({ id: RecordId }), body: UnitClosing.omit({ unitId: true }) },
    output: z.object({ closed: z.int() }),
    audit: "command",
    summary: {
      vi: "Chấm dứt một đơn vị và các đơn vị trực thuộc kể từ hết một ngày",
      en: "End a unit and all below it with a day",
    },
  },
  ({ actor, now, params, body, tx }) => closeUnit({ actor, now }, { ...body, unitId: params.id }, tx),
);
