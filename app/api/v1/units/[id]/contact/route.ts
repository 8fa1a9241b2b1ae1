import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { setUnitContact } from "@/lib/units/commands";
import { UnitContact } from "@/lib/units/model";

export const POST = route(
  {
    id: "units.set-contact",
    method: "POST",
    path: "/api/v1/units/{id}/contact",
    auth: "units.manage",
    input: {
      params: z.strictObject({ id: RecordId }),
      body: UnitContact.omit({ unitId: true }),
    },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Ghi điện thoại và địa chỉ liên hệ của đơn vị; có ngay trên biểu mẫu cấp sau đó và trang tra cứu",
      en: "Set a unit's phone and address; the forms issued afterwards and the public look-up show them at once",
    },
  },
  ({ actor, now, params, body, tx }) => setUnitContact({ actor, now }, { ...body, unitId: params.id }, tx),
);
