import * as z from "zod";
import { route } from "@/app/door";
import { startCalendarYear } from "@/lib/calendar/commands";
import { CalendarYearDraft } from "@/lib/calendar/model";

export const POST = route(
  {
    id: "calendar.start-year",
    method: "POST",
    path: "/api/v1/calendar/years",
    auth: "calendar.manage",
    input: { body: CalendarYearDraft },
    output: z.object({ year: z.int(), days: z.int() }),
    audit: "command",
    summary: {
      vi: "Ghi ngày nghỉ của một năm theo luật, đánh dấu là dự kiến",
      en: "Enters a year's days off as the law alone gives them, marked as expected",
    },
  },
  ({ actor, now, body, tx }) => startCalendarYear({ actor, now }, body, tx),
);
