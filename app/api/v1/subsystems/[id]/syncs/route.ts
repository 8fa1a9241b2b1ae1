import { route } from "@/app/door";
import { SyncList, subsystemIds } from "@/lib/subsystems/model";
import { listSyncs } from "@/lib/subsystems/queries";

export const GET = route(
  {
    id: "syncs.list",
    method: "GET",
    path: "/api/v1/subsystems/{id}/syncs",
    auth: "subsystems.manage",
    input: { params: subsystemIds },
    output: SyncList,
    audit: "none",
    summary: {
      vi: "Các lần số liệu vào phân hệ, dòng bị từ chối kèm lý do",
      en: "When figures came into a subsystem, and the rows not taken with the reason",
    },
  },
  async ({ actor, params }) => ({ syncs: await listSyncs(actor, params.id) }),
);
