import { z } from "zod";
import { route } from "@/app/door";
import { setOfficeHours } from "@/lib/calendar/commands";
import { Day, OfficeHoursInput } from "@/lib/calendar/model";

export const PUT = route(
  {
    id: "calendar.set-hours",
    method: "PUT",
    path: "/api/v1/calendar/hours",
    auth: "calendar.manage",
    input: { body: OfficeHoursInput },
    output: z.object({ validFrom: Day }),
    audit: "command",
    summary: { vi: "Đặt giờ làm việc từ một ngày", en: "Sets the office hours from a day on" },
  },
  ({ actor, now, body, tx }) => setOfficeHours({ actor, now }, body, tx),
);
