import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { endWork } from "@/lib/documents/commands";
import { DocumentWorkView, documentIdOf, EndWorkInput, WorkActed } from "@/lib/documents/model";
import { readDocumentWork } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.find-work",
    method: "GET",
    path: "/api/v1/documents/{id}/work",
    auth: "documents.view",
    input: { params: documentIdOf },
    output: DocumentWorkView,
    audit: "none",
    summary: {
      vi: "Việc giải quyết một văn bản: giao cho ai, ý kiến chỉ đạo, thời hạn, tiến độ, đã mở xem lúc nào và mọi việc đã làm",
      en: "The work with a document: who has it, what they were told, by when, how it stands, when it was opened, and all that was done",
    },
  },
  ({ actor, now, params }) => readDocumentWork(actor, params.id, cityDay(now)),
);

export const POST = route(
  {
    id: "documents.end-work",
    method: "POST",
    path: "/api/v1/documents/{id}/work",
    auth: "documents.route",
    input: { params: documentIdOf, body: EndWorkInput },
    output: WorkActed,
    audit: "command",
    summary: {
      vi: "Kết thúc giải quyết một văn bản kèm kết quả, hoặc mở lại trong ngày kèm lý do",
      en: "Close the work with a document with what came of it, or open it again on the same day with the reason",
    },
  },
  ({ actor, now, params, body, tx }) => endWork({ actor, now }, { id: params.id, act: body }, tx),
);
