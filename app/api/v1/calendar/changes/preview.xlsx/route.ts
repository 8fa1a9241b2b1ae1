import { calendarFile } from "@/app/calendar-file";
import { route } from "@/app/door";
import { CalendarChangeInput } from "@/lib/dossiers/model";

export const POST = route(
  {
    id: "calendar.preview-xlsx",
    method: "POST",
    path: "/api/v1/calendar/changes/preview.xlsx",
    auth: "calendar.manage",
    input: { body: CalendarChangeInput },
    output: "stream",
    isExport: true,
    audit: "access",
    isQuestion: true,
    summary: {
      vi: "Mọi hồ sơ sẽ đổi ngày hẹn nếu sửa lịch như đã xem trước, thành tệp .xlsx; không thay đổi gì",
      en: "Every dossier a calendar change would move, as previewed, as a .xlsx file; changes nothing",
    },
  },
  (call) => calendarFile("xlsx", call),
);
