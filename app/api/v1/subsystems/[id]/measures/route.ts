import { route } from "@/app/door";
import { addMeasure } from "@/lib/subsystems/commands";
import { Changed, MeasureInput, subsystemIds } from "@/lib/subsystems/model";

export const POST = route(
  {
    id: "measures.add",
    method: "POST",
    path: "/api/v1/subsystems/{id}/measures",
    auth: "subsystems.manage",
    input: { params: subsystemIds, body: MeasureInput },
    output: Changed,
    audit: "command",
    summary: { vi: "Thêm một số liệu gốc cho phân hệ", en: "Add a measure to a subsystem" },
  },
  ({ actor, now, params, body, tx }) => addMeasure({ actor, now }, { ...params, ...body }, tx),
);
