import * as z from "zod";
import { route } from "@/app/door";
import { Day } from "@/lib/calendar/model";
import { reopenMonth } from "@/lib/quality/commands";
import { Reopening } from "@/lib/quality/model";

export const POST = route(
  {
    id: "quality.reopen-month",
    method: "POST",
    path: "/api/v1/quality/months/reopen",
    auth: "quality.manage",
    input: { body: Reopening },
    output: z.object({ openUntil: Day }),
    audit: "command",
    summary: {
      vi: "Mở lại một tháng đã chốt để đính chính, kèm lý do; số đã chốt được giữ lại, tháng tự chốt lại sau bảy ngày",
      en: "Opens a closed month again to be corrected, with the reason; what stood is kept, and it closes by itself after a week",
    },
  },
  ({ actor, now, body, tx }) => reopenMonth({ actor, now }, body, tx),
);
