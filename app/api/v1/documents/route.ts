import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { draftDocument, registerDocument } from "@/lib/documents/commands";
import { DocumentFilter, DocumentPage, DraftInput, Kept, RegisterInput } from "@/lib/documents/model";
import { listDocuments } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.list",
    method: "GET",
    path: "/api/v1/documents",
    auth: "documents.view",
    keys: true,
    input: { query: DocumentFilter },
    output: DocumentPage,
    audit: "none",
    summary: {
      vi: "Văn bản theo bộ lọc, mới vào sổ trước; tìm không dấu theo số, ký hiệu, trích yếu, nơi ban hành, người ký và chữ trong tệp PDF",
      en: "The documents a filter asks for, the latest registered first; searched without diacritics by number, symbol, subject, issuer, signer and the words of PDFs",
    },
  },
  ({ actor, now, query }) => listDocuments(actor, query, { today: cityDay(now) }),
);

export const POST = route(
  {
    id: "documents.create",
    method: "POST",
    path: "/api/v1/documents",
    auth: "documents.draft",
    input: {
      body: z.discriminatedUnion("step", [
        RegisterInput.extend({ step: z.literal("register") }),
        DraftInput.extend({ step: z.literal("draft") }),
      ]),
    },
    output: Kept,
    audit: "command",
    summary: {
      vi: "Vào sổ văn bản đến (cấp số đến ngay) hoặc lập dự thảo văn bản đi, nội bộ (chưa có số). Văn bản mang dấu Mật, Tối mật, Tuyệt mật bị từ chối (`secret-document`), không lưu gì",
      en: "Register an incoming document (it gets its number) or draft one of the unit's own (no number yet). One that bears a mark of secrecy is refused (`secret-document`) and nothing of it is kept",
    },
  },
  ({ actor, now, body, tx }) => {
    if (body.step === "register") {
      const { step: _register, ...input } = body;
      return registerDocument({ actor, now }, input, tx);
    }
    const { step: _draft, ...input } = body;
    return draftDocument({ actor, now }, input, tx);
  },
);
