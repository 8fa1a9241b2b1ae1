import { route } from "@/app/door";
import { CalendarChange } from "@/lib/calendar/model";
import { CalendarPreview } from "@/lib/dossiers/model";
import { previewCalendarChange } from "@/lib/dossiers/queries";

export const POST = route(
  {
    id: "calendar.preview",
    method: "POST",
    path: "/api/v1/calendar/changes/preview",
    auth: "calendar.manage",
    input: { body: CalendarChange },
    output: CalendarPreview,
    audit: "none",
    summary: {
      vi: "Xem trước hồ sơ nào sẽ đổi ngày hẹn nếu sửa lịch; không thay đổi gì",
      en: "Which open dossiers would get another due day if the calendar changed; changes nothing",
    },
  },
  ({ actor, now, body, tx }) => previewCalendarChange(actor, body, now, tx),
);
