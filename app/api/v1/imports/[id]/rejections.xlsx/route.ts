import { z } from "zod";
import { route, streamOf } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { rejectionsFile } from "@/lib/imports/queries";

export const GET = route(
  {
    id: "imports.rejections-xlsx",
    method: "GET",
    path: "/api/v1/imports/{id}/rejections.xlsx",
    auth: "dossiers.import",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: "stream",
    audit: "access",
    summary: {
      vi: "Các dòng không nhận, giữ nguyên như gửi đến, kèm lý do từng dòng (.xlsx)",
      en: "The rows that were not taken, as they came, with the reason beside each (.xlsx)",
    },
  },
  async ({ actor, params, accessed }) => {
    const file = await rejectionsFile(actor, params.id, "xlsx");
    accessed({ type: "import", id: params.id });
    return new Response(streamOf(file.body), {
      headers: {
        "content-type": file.type,
        "content-disposition": `attachment; filename="${file.name}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
);
