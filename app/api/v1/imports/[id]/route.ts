import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { ImportBatchDetail } from "@/lib/imports/model";
import { findImport } from "@/lib/imports/queries";

export const GET = route(
  {
    id: "imports.find",
    method: "GET",
    path: "/api/v1/imports/{id}",
    auth: "dossiers.import",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: ImportBatchDetail,
    audit: "none",
    summary: {
      vi: "Một lần nhập: số dòng theo kết quả; khi còn chờ thì kèm các cột, cách ghép cột và những dòng đầu được kiểm thử",
      en: "One import: its counts, and while it waits its columns, their mapping and the first rows as they would be judged",
    },
  },
  ({ actor, now, params }) => findImport(actor, params.id, now),
);
