import { route } from "@/app/door";
import { actOnTask } from "@/lib/documents/commands";
import { TaskActInput, taskIdOf, WorkActed } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.act-on-task",
    method: "POST",
    path: "/api/v1/documents/{id}/tasks/{taskId}",
    auth: "documents.view",
    input: { params: taskIdOf, body: TaskActInput },
    output: WorkActed,
    audit: "command",
    summary: {
      vi: "Nhận việc, báo cáo tiến độ, xin gia hạn, báo cáo kết quả, chuyển trả (nơi nhận); đồng ý hay không gia hạn, thu hồi (nơi giao)",
      en: "Take up, report progress, ask for longer, report the result, hand back (the addressee); grant or decline longer, take back (who gave it)",
    },
  },
  ({ actor, now, params, body, tx }) => actOnTask({ actor, now }, { id: params.id, taskId: params.taskId, act: body }, tx),
);
