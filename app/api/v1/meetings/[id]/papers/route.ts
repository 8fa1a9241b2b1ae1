import { route } from "@/app/door";
import { layPaper } from "@/lib/meetings/commands";
import { meetingIdOf, PaperInput, PaperKept } from "@/lib/meetings/model";

export const POST = route(
  {
    id: "meetings.lay",
    method: "POST",
    path: "/api/v1/meetings/{id}/papers",
    auth: "meetings.organise",
    input: { params: meetingIdOf, body: PaperInput },
    output: PaperKept,
    audit: "command",
    summary: {
      vi: "Đưa một văn bản đã vào sổ vào một nội dung họp, hoặc ghi nhận tài liệu phát giấy",
      en: "Lay a registered document before an item of a meeting, or note that something is given out on paper",
    },
  },
  ({ actor, now, params, body, tx }) => layPaper({ actor, now }, { meetingId: params.id, paper: body }, tx),
);
