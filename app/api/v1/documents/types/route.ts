import * as z from "zod";
import { route } from "@/app/door";
import { DocumentType } from "@/lib/documents/model";
import { listDocumentTypes } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.types",
    method: "GET",
    path: "/api/v1/documents/types",
    auth: "documents.view",
    keys: true,
    input: {},
    output: z.object({ types: z.array(DocumentType) }),
    audit: "none",
    summary: {
      vi: "Các loại văn bản với chữ viết tắt (NĐ 30/2020/NĐ-CP, Phụ lục III)",
      en: "The types of documents with their abbreviations (NĐ 30/2020/NĐ-CP, annex III)",
    },
  },
  async ({ actor }) => ({ types: await listDocumentTypes(actor) }),
);
