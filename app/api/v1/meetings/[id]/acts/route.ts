import { route } from "@/app/door";
import { actOnMeeting } from "@/lib/meetings/commands";
import { MeetingActInput, MeetingKept, meetingIdOf } from "@/lib/meetings/model";

export const POST = route(
  {
    id: "meetings.act",
    method: "POST",
    path: "/api/v1/meetings/{id}/acts",
    auth: "meetings.organise",
    input: { params: meetingIdOf, body: MeetingActInput },
    output: MeetingKept,
    audit: "command",
    summary: {
      vi: "Triệu tập, ghi nhận đã họp, hủy (kèm lý do) hoặc ghi kết luận cuộc họp",
      en: "Convene a meeting, note it as held, call it off (with the reason) or write down its conclusion",
    },
  },
  ({ actor, now, params, body, tx }) => actOnMeeting({ actor, now }, { id: params.id, act: body }, tx),
);
