import { route } from "@/app/door";
import { changeMeasure } from "@/lib/subsystems/commands";
import { Changed, MeasureChange, measureIds } from "@/lib/subsystems/model";

export const PUT = route(
  {
    id: "measures.change",
    method: "PUT",
    path: "/api/v1/measures/{id}",
    auth: "subsystems.manage",
    input: { params: measureIds, body: MeasureChange },
    output: Changed,
    audit: "command",
    summary: {
      vi: "Đổi tên một số liệu gốc; cách đếm không đổi được khi đã có số",
      en: "Name a measure otherwise; how it is counted stays under its figures",
    },
  },
  ({ actor, now, params, body, tx }) => changeMeasure({ actor, now }, { ...params, ...body }, tx),
);
