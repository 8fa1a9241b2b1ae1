import { route } from "@/app/door";
import { CalendarRowsQuery, RedatedPage } from "@/lib/dossiers/model";
import { previewedRows } from "@/lib/dossiers/queries";

export const POST = route(
  {
    id: "calendar.preview-rows",
    method: "POST",
    path: "/api/v1/calendar/changes/preview/rows",
    auth: "calendar.manage",
    input: { body: CalendarRowsQuery },
    output: RedatedPage,
    audit: "none",
    isQuestion: true,
    summary: {
      vi: "Các hồ sơ tiếp theo của bản xem trước việc sửa lịch, theo thứ tự đến hạn",
      en: "The next dossiers of the preview of a calendar change, in the order they fall due",
    },
  },
  ({ actor, now, body }) => previewedRows(actor, body, now),
);
