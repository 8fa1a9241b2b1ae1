import * as z from "zod";
import { route } from "@/app/door";
import { CalendarYear } from "@/lib/calendar/model";
import { listCalendar } from "@/lib/calendar/queries";

export const GET = route(
  {
    id: "calendar.list",
    method: "GET",
    path: "/api/v1/calendar",
    auth: "signed-in",
    keys: true,
    input: { query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) }) },
    output: CalendarYear,
    audit: "none",
    summary: {
      vi: "Ngày nghỉ và ngày làm bù của một năm kèm căn cứ, giờ làm việc, và những gì đã thay",
      en: "A year's days off and make-up days with their sources, its office hours, and what stood there before",
    },
  },
  ({ actor, query }) => listCalendar(actor, query.year),
);
