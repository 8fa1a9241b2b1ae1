import { route } from "@/app/door";
import { documentIdOf } from "@/lib/documents/model";
import { sendDocument } from "@/lib/packets/commands";
import { DocumentDispatches, SendInput, Sent } from "@/lib/packets/model";
import { listDispatches } from "@/lib/packets/queries";

export const GET = route(
  {
    id: "documents.dispatches",
    method: "GET",
    path: "/api/v1/documents/{id}/dispatches",
    auth: "documents.view",
    keys: true,
    input: { params: documentIdOf },
    output: DocumentDispatches,
    audit: "none",
    summary: {
      vi: "Nơi nhận liên thông của một văn bản đi và tình trạng tại từng nơi nhận",
      en: "Whom a document goes to, and how far it has come at each",
    },
  },
  ({ actor, now, params: { id } }) => listDispatches(actor, id, now),
);

export const POST = route(
  {
    id: "documents.send",
    method: "POST",
    path: "/api/v1/documents/{id}/dispatches",
    auth: "documents.exchange",
    input: { params: documentIdOf, body: SendInput },
    output: Sent,
    audit: "command",
    summary: {
      vi: "Gửi văn bản đã phát hành tới các nơi nhận, hoặc thu hồi, cập nhật, thay thế văn bản đã gửi",
      en: "Sends an issued document to its recipients, or takes back, changes or replaces one that was sent",
    },
  },
  ({ actor, now, params: { id }, body, tx }) => sendDocument({ actor, now }, { documentId: id, what: body }, tx),
);
