import * as z from "zod";
import { route } from "@/app/door";
import { changeCalendar } from "@/lib/dossiers/commands";
import { CalendarChangeInput, RedatingList } from "@/lib/dossiers/model";
import { listRedatings } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "calendar.changes",
    method: "GET",
    path: "/api/v1/calendar/changes",
    auth: "calendar.manage",
    input: {},
    output: RedatingList,
    audit: "none",
    summary: {
      vi: "Các lần sửa lịch gần nhất và tiến độ đổi ngày hẹn của hồ sơ đang giải quyết",
      en: "The latest changes of the calendar, and how far the open dossiers have been moved with each",
    },
  },
  async ({ actor }) => ({ changes: await listRedatings(actor) }),
);

export const POST = route(
  {
    id: "calendar.change",
    method: "POST",
    path: "/api/v1/calendar/changes",
    auth: "calendar.manage",
    input: { body: CalendarChangeInput },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Sửa ngày hoặc giờ của lịch làm việc như đã xem trước, và đổi ngày hẹn của hồ sơ đang giải quyết theo lịch mới",
      en: "Changes days or office hours of the calendar, as previewed, and moves the due days of the open dossiers with it",
    },
  },
  ({ actor, now, body, tx }) => changeCalendar({ actor, now }, body, tx),
);
