import * as z from "zod";
import { route } from "@/app/door";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { DocumentBoard } from "@/lib/indicators/model";
import { readDocumentBoard } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "document-board.read",
    method: "GET",
    path: "/api/v1/document-board",
    auth: "overview.view",
    keys: true,
    input: { query: z.strictObject({ from: Day, to: Day, asOf: Day.optional(), unitId: RecordId.optional() }) },
    output: DocumentBoard,
    audit: "none",
    summary: {
      vi: "Số liệu văn bản và chữ ký số: đến, đi, nội bộ, tỷ lệ ký số đã kiểm tra, quá hạn; theo đơn vị, loại và thời gian",
      en: "The figures of documents and signatures: in, out, internal, the checked e-signature rate, overdue; by unit, type and time",
    },
  },
  ({ actor, query, now }) => readDocumentBoard(actor, questionOf(query, cityDay(now))),
);
