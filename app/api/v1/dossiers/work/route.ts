import { route } from "@/app/door";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { WorkFilter, WorkPage } from "@/lib/dossiers/model";
import { readWork } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "dossiers.work",
    method: "GET",
    path: "/api/v1/dossiers/work",
    auth: "dossiers.process",
    input: { query: WorkFilter },
    output: WorkPage,
    audit: "none",
    summary: {
      vi: "Hồ sơ cần xử lý: của tôi, hồ sơ chung hay của cả đơn vị; hạn sớm trước",
      en: "Dossiers to be worked on: one's own, the pool's or the whole unit's; the earliest due first",
    },
  },
  async ({ actor, now, query }) => readWork(actor, query, { today: cityDay(now), calendar: await workingCalendar() }),
);
