import { route } from "@/app/door";
import { recordFigures } from "@/lib/subsystems/commands";
import { FigurePush, SyncView, subsystemIds } from "@/lib/subsystems/model";

export const POST = route(
  {
    id: "figures.push",
    method: "POST",
    path: "/api/v1/subsystems/{id}/figures",
    auth: "figures.record",
    keys: true,
    input: { params: subsystemIds, body: FigurePush },
    output: SyncView,
    audit: "command",
    bodyLimit: 2_000_000,
    summary: {
      vi: "Gửi số liệu của một phân hệ: từng dòng được nhận hoặc bị từ chối kèm lý do; gửi lại không đổi gì",
      en: "Send figures of a subsystem: each row is taken, or told with the reason; sending again changes nothing",
    },
  },
  ({ actor, now, params, body, tx }) => recordFigures({ actor, now }, { ...params, ...body }, tx),
);
