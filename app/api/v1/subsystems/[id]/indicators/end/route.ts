import { route } from "@/app/door";
import { endIndicator } from "@/lib/indicators/commands";
import { Defined, DefinitionEnd } from "@/lib/indicators/model";
import { subsystemIds } from "@/lib/subsystems/model";

export const POST = route(
  {
    id: "definitions.end",
    method: "POST",
    path: "/api/v1/subsystems/{id}/indicators/end",
    auth: "subsystems.manage",
    input: { params: subsystemIds, body: DefinitionEnd },
    output: Defined,
    audit: "command",
    summary: {
      vi: "Kết thúc một chỉ tiêu vào một ngày; số đã có giữ nguyên",
      en: "End an indicator with a day; what it told stays",
    },
  },
  ({ actor, now, params, body, tx }) => endIndicator({ actor, now }, { ...params, ...body }, tx),
);
