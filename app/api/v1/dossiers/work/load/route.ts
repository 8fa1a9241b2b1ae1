import * as z from "zod";
import { route } from "@/app/door";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { WorkLoad } from "@/lib/dossiers/model";
import { readLoad } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "dossiers.work-load",
    method: "GET",
    path: "/api/v1/dossiers/work/load",
    auth: "dossiers.approve",
    input: { query: z.strictObject({ unitId: RecordId.optional() }) },
    output: WorkLoad,
    audit: "none",
    summary: {
      vi: "Khối lượng việc của từng người trong các đơn vị do người hỏi phụ trách",
      en: "What lies with each person of the units the asker heads",
    },
  },
  async ({ actor, now, query }) => readLoad(actor, query.unitId, { today: cityDay(now), calendar: await workingCalendar() }),
);
