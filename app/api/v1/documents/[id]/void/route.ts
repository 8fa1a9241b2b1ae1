import { route } from "@/app/door";
import { voidDocument } from "@/lib/documents/commands";
import { documentIdOf, Kept, VoidInput } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.void",
    method: "POST",
    path: "/api/v1/documents/{id}/void",
    auth: "documents.manage",
    input: { params: documentIdOf, body: VoidInput },
    output: Kept,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Bỏ số một văn bản kèm lý do; văn bản vẫn hiện trong sổ và số không bao giờ cấp lại",
      en: "Void a document's number with the reason; it stays visible in the register and its number is never given out again",
    },
  },
  ({ actor, now, params, body, tx }) => voidDocument({ actor, now }, { ...body, id: params.id }, tx),
);
