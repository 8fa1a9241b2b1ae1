import { z } from "zod";
import { route } from "@/app/door";
import { clearCalendarDay, setCalendarDay } from "@/lib/calendar/commands";
import { CalendarDayClearing, CalendarDayInput, Day } from "@/lib/calendar/model";

export const PUT = route(
  {
    id: "calendar.set-day",
    method: "PUT",
    path: "/api/v1/calendar/days",
    auth: "calendar.manage",
    input: { body: CalendarDayInput },
    output: z.object({ on: Day }),
    audit: "command",
    summary: {
      vi: "Định một ngày là ngày lễ, nghỉ bù, hoán đổi, hoặc ngày nghỉ làm bù",
      en: "Says what a day is: a holiday, a compensatory or swapped day off, or a weekend day worked",
    },
  },
  ({ actor, now, body, tx }) => setCalendarDay({ actor, now }, body, tx),
);

export const DELETE = route(
  {
    id: "calendar.clear-day",
    method: "DELETE",
    path: "/api/v1/calendar/days",
    auth: "calendar.manage",
    input: { body: CalendarDayClearing },
    output: z.object({ on: Day }),
    audit: "command",
    summary: {
      vi: "Trả một ngày về tuần làm việc bình thường; mục đã ghi được giữ làm lịch sử",
      en: "Gives a day back to the plain week; its entry stays as history",
    },
  },
  ({ actor, now, body, tx }) => clearCalendarDay({ actor, now }, body, tx),
);
