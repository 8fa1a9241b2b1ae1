import { route } from "@/app/door";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { WorkCounts, WorkFilter } from "@/lib/dossiers/model";
import { countWork } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "dossiers.work-counts",
    method: "GET",
    path: "/api/v1/dossiers/work/counts",
    auth: "dossiers.process",
    input: { query: WorkFilter.pick({ scope: true, unitId: true, userId: true }) },
    output: WorkCounts,
    audit: "none",
    summary: {
      vi: "Số hồ sơ cần xử lý theo từng nhóm; 1000 nghĩa là hơn 999",
      en: "How many dossiers are to be worked on, by part; 1000 stands for more than 999",
    },
  },
  async ({ actor, now, query }) => countWork(actor, query, { today: cityDay(now), calendar: await workingCalendar() }),
);
