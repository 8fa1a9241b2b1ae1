import { route } from "@/app/door";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { WorkFilter, WorkPage } from "@/lib/documents/model";
import { readDocumentTasks } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.work",
    method: "GET",
    path: "/api/v1/documents/work",
    auth: "documents.view",
    input: { query: WorkFilter },
    output: WorkPage,
    audit: "none",
    summary: {
      vi: "Văn bản phải giải quyết: của tôi, của đơn vị, do tôi giao; hạn sớm trước",
      en: "Documents to deal with: one's own, the unit's, or given by oneself; the earliest due first",
    },
  },
  async ({ actor, now, query }) => readDocumentTasks(actor, query, { today: cityDay(now), calendar: await workingCalendar() }),
);
