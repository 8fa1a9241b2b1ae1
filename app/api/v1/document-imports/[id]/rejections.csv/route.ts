import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RecordId } from "@/lib/db/model";
import { documentRejectionsFile } from "@/lib/imports/queries";

export const GET = route(
  {
    id: "document-imports.rejections-csv",
    method: "GET",
    path: "/api/v1/document-imports/{id}/rejections.csv",
    auth: "documents.register",
    input: { params: z.strictObject({ id: RecordId }) },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Các dòng của sổ văn bản không nhận, giữ nguyên như gửi đến, kèm lý do từng dòng (.csv)",
      en: "The rows of a register of documents that were not taken, as they came, with the reason beside each (.csv)",
    },
  },
  async ({ actor, params, accessed }) => {
    const file = await documentRejectionsFile(actor, params.id, "csv");
    accessed({ type: "import", id: params.id });
    return fileAnswer(file);
  },
);
