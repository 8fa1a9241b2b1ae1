import { route } from "@/app/door";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { WorkCounts, WorkFilter } from "@/lib/documents/model";
import { countDocumentTasks } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.work-counts",
    method: "GET",
    path: "/api/v1/documents/work/counts",
    auth: "documents.view",
    input: { query: WorkFilter.pick({ scope: true, unitId: true, userId: true }) },
    output: WorkCounts,
    audit: "none",
    summary: {
      vi: "Số văn bản phải giải quyết theo từng nhóm; 1000 nghĩa là hơn 999",
      en: "How many documents are to be dealt with, by part; 1000 stands for more than 999",
    },
  },
  async ({ actor, now, query }) => countDocumentTasks(actor, query, { today: cityDay(now), calendar: await workingCalendar() }),
);
