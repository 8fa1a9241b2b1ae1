import { route } from "@/app/door";
import { endMaintenance } from "@/lib/cameras/commands";
import { Done, maintenanceIds, NoBody } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "cameras.end-maintenance",
    method: "POST",
    path: "/api/v1/cameras/{id}/maintenance/{maintenanceId}/end",
    auth: "cameras.manage",
    input: { params: maintenanceIds, body: NoBody },
    output: Done,
    audit: "command",
    summary: { vi: "Kết thúc ngay một lần bảo trì camera", en: "End maintenance of a camera now" },
  },
  ({ actor, now, params, tx }) => endMaintenance({ actor, now }, params, tx),
);
