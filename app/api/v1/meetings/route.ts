import { route } from "@/app/door";
import { prepareMeeting } from "@/lib/meetings/commands";
import { MeetingFilter, MeetingInput, MeetingKept, MeetingPage } from "@/lib/meetings/model";
import { listMeetings } from "@/lib/meetings/queries";

export const GET = route(
  {
    id: "meetings.list",
    method: "GET",
    path: "/api/v1/meetings",
    auth: "meetings.view",
    input: { query: MeetingFilter },
    output: MeetingPage,
    audit: "none",
    summary: {
      vi: "Các cuộc họp được mời dự hoặc thuộc phạm vi tổ chức: sắp tới, đã qua, đang chuẩn bị; hoặc đúng các cuộc họp một chỉ tiêu đếm",
      en: "The meetings one is invited to or organises: to come, past, being prepared; or the very ones a figure counts",
    },
  },
  ({ actor, now, query }) => listMeetings({ actor, now }, query),
);

export const POST = route(
  {
    id: "meetings.prepare",
    method: "POST",
    path: "/api/v1/meetings",
    auth: "meetings.organise",
    input: { body: MeetingInput },
    output: MeetingKept,
    audit: "command",
    summary: {
      vi: "Lập cuộc họp: thời gian, địa điểm, thành phần, chương trình; chưa mời ai cho đến khi triệu tập",
      en: "Prepare a meeting: when, where, who, the agenda; nobody is invited until it is convened",
    },
  },
  ({ actor, now, body, tx }) => prepareMeeting({ actor, now }, body, tx),
);
