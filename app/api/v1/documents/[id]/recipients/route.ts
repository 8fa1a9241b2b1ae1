import { route } from "@/app/door";
import { documentIdOf } from "@/lib/documents/model";
import { chooseRecipients } from "@/lib/packets/commands";
import { RecipientsInput, Sent } from "@/lib/packets/model";

export const PUT = route(
  {
    id: "documents.choose-recipients",
    method: "PUT",
    path: "/api/v1/documents/{id}/recipients",
    auth: "documents.draft",
    input: { params: documentIdOf, body: RecipientsInput },
    output: Sent,
    audit: "command",
    summary: { vi: "Chọn các cơ quan nhận văn bản qua liên thông", en: "Says to which agencies a document is to go" },
  },
  ({ actor, now, params: { id }, body, tx }) => chooseRecipients({ actor, now }, { documentId: id, ...body }, tx),
);
