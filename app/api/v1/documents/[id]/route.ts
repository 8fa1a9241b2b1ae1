import { route } from "@/app/door";
import { changeDraft, noteOpening } from "@/lib/documents/commands";
import { DocumentDetail, DraftChange, documentIdOf, Kept } from "@/lib/documents/model";
import { findDocument } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.find",
    method: "GET",
    path: "/api/v1/documents/{id}",
    auth: "documents.view",
    keys: true,
    input: { params: documentIdOf },
    output: DocumentDetail,
    audit: "access",
    summary: {
      vi: "Một văn bản với số, ký hiệu, mã băm của nội dung đã vào sổ, văn bản được trả lời và các văn bản trả lời",
      en: "One document with its number and symbol, the hash of what was registered, what it answers and what answers it",
    },
  },
  async ({ actor, now, params, accessed }) => {
    const document = await findDocument(actor, params.id);
    await noteOpening({ actor, now }, document.id);
    accessed({ type: "document", id: document.id });
    return document;
  },
);

export const PUT = route(
  {
    id: "documents.change",
    method: "PUT",
    path: "/api/v1/documents/{id}",
    auth: "documents.draft",
    input: { params: documentIdOf, body: DraftChange },
    output: Kept,
    audit: "command",
    summary: { vi: "Sửa một dự thảo văn bản", en: "Change a draft document" },
  },
  ({ actor, now, params, body, tx }) => changeDraft({ actor, now }, { ...body, id: params.id }, tx),
);
