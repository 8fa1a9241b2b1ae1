import * as z from "zod";
import { route } from "@/app/door";
import { mergeUnits } from "@/lib/units/commands";
import { UnitMerger } from "@/lib/units/model";

export const POST = route(
  {
    id: "units.merge",
    method: "POST",
    path: "/api/v1/units/merge",
    auth: "units.manage",
    input: { body: UnitMerger },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Sáp nhập đơn vị: chấm dứt đơn vị cũ và nêu đơn vị tiếp nhận từ một ngày",
      en: "End units and name the unit that takes over from a day on",
    },
  },
  ({ actor, now, body, tx }) => mergeUnits({ actor, now }, body, tx),
);
