import { route } from "@/app/door";
import { setDefinedTarget } from "@/lib/indicators/commands";
import { Defined, DefinedTarget } from "@/lib/indicators/model";
import { subsystemIds } from "@/lib/subsystems/model";

export const PUT = route(
  {
    id: "targets.set-defined",
    method: "PUT",
    path: "/api/v1/subsystems/{id}/targets",
    auth: "targets.manage",
    input: { params: subsystemIds, body: DefinedTarget },
    output: Defined,
    audit: "command",
    summary: {
      vi: "Đặt mục tiêu cho một chỉ tiêu của phân hệ từ một ngày, cho một đơn vị hoặc toàn thành phố",
      en: "Set a target for an indicator of a subsystem from a day on, for a unit or the city",
    },
  },
  ({ actor, now, params, body, tx }) => setDefinedTarget({ actor, now }, { ...params, ...body }, tx),
);
