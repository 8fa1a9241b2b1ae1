import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RecordId } from "@/lib/db/model";
import { rejectionsFile } from "@/lib/imports/queries";

export const GET = route(
  {
    id: "imports.rejections-csv",
    method: "GET",
    path: "/api/v1/imports/{id}/rejections.csv",
    auth: "dossiers.import",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Các dòng không nhận, giữ nguyên như gửi đến, kèm lý do từng dòng (.csv)",
      en: "The rows that were not taken, as they came, with the reason beside each (.csv)",
    },
  },
  async ({ actor, params, accessed }) => {
    const file = await rejectionsFile(actor, params.id, "csv");
    accessed({ type: "import", id: params.id });
    return fileAnswer(file);
  },
);
