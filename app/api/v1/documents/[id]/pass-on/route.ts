import { route } from "@/app/door";
import { routeDocument } from "@/lib/documents/commands";
import { documentIdOf, RouteInput, WorkActed } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.pass-on",
    method: "POST",
    path: "/api/v1/documents/{id}/pass-on",
    auth: "documents.route",
    input: { params: documentIdOf, body: RouteInput },
    output: WorkActed,
    audit: "command",
    summary: {
      vi: "Chuyển giao văn bản đã vào sổ cho đơn vị, cá nhân chủ trì, phối hợp, để biết, kèm ý kiến chỉ đạo và thời hạn; hoặc giao tiếp một việc (`taskId`). Văn thư phải ghi chuyển theo ý kiến của ai",
      en: "Pass a registered document on to units and people who lead, support or are informed, with an instruction and a due day; or hand a task on (`taskId`). A clerk has to say by whose instruction",
    },
  },
  ({ actor, now, params, body, tx }) => routeDocument({ actor, now }, { ...body, id: params.id }, tx),
);
