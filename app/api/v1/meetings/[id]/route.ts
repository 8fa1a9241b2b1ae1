import { route } from "@/app/door";
import { changeMeeting } from "@/lib/meetings/commands";
import { MeetingChange, MeetingKept, MeetingView, meetingIdOf } from "@/lib/meetings/model";
import { readMeeting } from "@/lib/meetings/queries";

export const GET = route(
  {
    id: "meetings.view",
    method: "GET",
    path: "/api/v1/meetings/{id}",
    auth: "meetings.view",
    input: { params: meetingIdOf },
    output: MeetingView,
    audit: "none",
    summary: {
      vi: "Một cuộc họp: chương trình, tài liệu và tình trạng ký số của từng tài liệu, kết luận; ai đã mở tài liệu nào (với người tổ chức)",
      en: "One meeting: agenda, papers and how each is signed, conclusion; who opened which (told to organisers)",
    },
  },
  ({ actor, now, params }) => readMeeting({ actor, now }, params.id),
);

export const PUT = route(
  {
    id: "meetings.change",
    method: "PUT",
    path: "/api/v1/meetings/{id}",
    auth: "meetings.organise",
    input: { params: meetingIdOf, body: MeetingChange },
    output: MeetingKept,
    audit: "command",
    summary: {
      vi: "Sửa cuộc họp chưa họp: thời gian, địa điểm, thành phần, chương trình",
      en: "Change a meeting that was not held yet: when, where, who, the agenda",
    },
  },
  ({ actor, now, params, body, tx }) => changeMeeting({ actor, now }, { ...body, id: params.id }, tx),
);
