import * as z from "zod";
import { route } from "@/app/door";
import { removePaper } from "@/lib/meetings/commands";
import { meetingPaperIdOf, RemovePaperInput } from "@/lib/meetings/model";

export const POST = route(
  {
    id: "meetings.remove-paper",
    method: "POST",
    path: "/api/v1/meetings/{id}/papers/{paperId}/remove",
    auth: "meetings.organise",
    input: { params: meetingPaperIdOf, body: RemovePaperInput },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Gỡ một tài liệu khỏi cuộc họp chưa họp, kèm lý do; tài liệu vẫn lưu trong lịch sử",
      en: "Remove a paper from a meeting that was not held yet, with the reason; it stays in the history",
    },
  },
  ({ actor, now, params, body, tx }) =>
    removePaper({ actor, now }, { ...body, meetingId: params.id, paperId: params.paperId }, tx),
);
