import { calendarFile } from "@/app/calendar-file";
import { route } from "@/app/door";
import { CalendarChangeInput } from "@/lib/dossiers/model";

export const POST = route(
  {
    id: "calendar.preview-csv",
    method: "POST",
    path: "/api/v1/calendar/changes/preview.csv",
    auth: "calendar.manage",
    input: { body: CalendarChangeInput },
    output: "stream",
    isExport: true,
    audit: "access",
    isQuestion: true,
    summary: {
      vi: "Mọi hồ sơ sẽ đổi ngày hẹn nếu sửa lịch như đã xem trước, thành tệp .csv; không thay đổi gì",
      en: "Every dossier a calendar change would move, as previewed, as a .csv file; changes nothing",
    },
  },
  (call) => calendarFile("csv", call),
);
