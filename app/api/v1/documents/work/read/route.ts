import * as z from "zod";
import { route } from "@/app/door";
import { markRead } from "@/lib/documents/commands";
import { ReadInput } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.mark-read",
    method: "POST",
    path: "/api/v1/documents/work/read",
    auth: "documents.view",
    input: { body: ReadInput },
    output: z.object({ read: z.int() }),
    audit: "command",
    summary: {
      vi: "Đánh dấu đã xem nhiều văn bản để biết cùng lúc; việc không phải của mình được bỏ qua",
      en: "Mark many documents for information as read at once; what is not one's own is passed over",
    },
  },
  ({ actor, now, body, tx }) => markRead({ actor, now }, body, tx),
);
