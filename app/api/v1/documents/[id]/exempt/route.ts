import { route } from "@/app/door";
import { exemptDocument } from "@/lib/documents/commands";
import { documentIdOf, ExemptInput, Kept } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.exempt",
    method: "POST",
    path: "/api/v1/documents/{id}/exempt",
    auth: "documents.manage",
    input: { params: documentIdOf, body: ExemptInput },
    output: Kept,
    audit: "command",
    summary: {
      vi: "Đánh dấu văn bản đi không thuộc diện ký số kèm lý do (`reason`), hoặc bỏ đánh dấu (`reason`: null); văn bản ấy được đếm riêng",
      en: "Mark an outgoing document as not to be signed, with the reason (`reason`), or take it back (`reason`: null); such a document is counted apart",
    },
  },
  ({ actor, now, params, body, tx }) => exemptDocument({ actor, now }, { ...body, id: params.id }, tx),
);
