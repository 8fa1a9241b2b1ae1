import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { renameUnit } from "@/lib/units/commands";
import { UnitRenaming } from "@/lib/units/model";

export const POST = route(
  {
    id: "units.rename",
    method: "POST",
    path: "/api/v1/units/{id}/rename",
    auth: "units.manage",
    input: {
      params: z.strictObject({ id: RecordId }),
      body: UnitRenaming.omit({ unitId: true }),
    },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Đổi tên đơn vị hoặc chức danh người đứng đầu từ một ngày; trả về số hiệu của dòng mới",
      en: "Give a unit another name or title of its head from a day on; answers with the id of the new row",
    },
  },
  ({ actor, now, params, body, tx }) => renameUnit({ actor, now }, { ...body, unitId: params.id }, tx),
);
