import { route } from "@/app/door";
import { planMaintenance } from "@/lib/cameras/commands";
import { cameraIds, Done, MaintenanceInput } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "cameras.plan-maintenance",
    method: "POST",
    path: "/api/v1/cameras/{id}/maintenance",
    auth: "cameras.manage",
    input: { params: cameraIds, body: MaintenanceInput },
    output: Done,
    audit: "command",
    summary: {
      vi: "Lên lịch bảo trì một camera; thời gian bảo trì không tính vào tỷ lệ có hình",
      en: "Plan maintenance of a camera; its time counts neither for nor against it",
    },
  },
  ({ actor, now, params, body, tx }) => planMaintenance({ actor, now }, { ...params, ...body }, tx),
);
