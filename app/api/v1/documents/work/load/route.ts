import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { WorkLoad } from "@/lib/documents/model";
import { readDocumentLoad } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.work-load",
    method: "GET",
    path: "/api/v1/documents/work/load",
    auth: "documents.direct",
    input: { query: z.strictObject({ unitId: RecordId.optional() }) },
    output: WorkLoad,
    audit: "none",
    summary: {
      vi: "Văn bản đang nằm ở từng người trong các đơn vị do người hỏi phụ trách",
      en: "What lies with each person of the units the asker directs",
    },
  },
  ({ actor, now, query }) => readDocumentLoad(actor, query.unitId, cityDay(now)),
);
