import { route } from "@/app/door";
import { sealDocument } from "@/lib/documents/commands";
import { documentIdOf, SealInput, SigningActed } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.seal",
    method: "POST",
    path: "/api/v1/documents/{id}/seal",
    auth: "documents.register",
    input: { params: documentIdOf, body: SealInput },
    output: SigningActed,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Ký số của cơ quan lên tệp đã có chữ ký của người có thẩm quyền (thay đóng dấu)",
      en: "Signs for the agency a file the person in authority signed (in place of the seal)",
    },
  },
  ({ actor, now, params, body, tx }) => sealDocument({ actor, now }, { ...body, documentId: params.id }, tx),
);
