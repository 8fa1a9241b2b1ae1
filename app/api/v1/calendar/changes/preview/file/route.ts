import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { CalendarFileQuery } from "@/lib/dossiers/model";
import { previewedFile } from "@/lib/dossiers/queries";

export const POST = route(
  {
    id: "calendar.preview-file",
    method: "POST",
    path: "/api/v1/calendar/changes/preview/file",
    auth: "calendar.manage",
    input: { body: CalendarFileQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    isQuestion: true,
    summary: {
      vi: "Mọi hồ sơ sẽ đổi ngày hẹn nếu sửa lịch như đã xem trước, thành tệp .xlsx hoặc .csv; không thay đổi gì",
      en: "Every dossier a calendar change would move, as previewed, as a .xlsx or .csv file; changes nothing",
    },
  },
  async ({ actor, now, locale, body, accessed }) => {
    const file = await previewedFile(actor, body, { locale, now });
    accessed({ type: "calendar-preview", id: file.from });
    return fileAnswer(file);
  },
);
