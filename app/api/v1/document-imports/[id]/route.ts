import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { DocumentImportDetail } from "@/lib/imports/model";
import { findDocumentImport } from "@/lib/imports/queries";

export const GET = route(
  {
    id: "document-imports.find",
    method: "GET",
    path: "/api/v1/document-imports/{id}",
    auth: "documents.register",
    input: { params: z.strictObject({ id: RecordId }) },
    output: DocumentImportDetail,
    audit: "none",
    summary: {
      vi: "Một lần nhập sổ văn bản: số dòng theo kết quả, tệp PDF đi kèm; khi còn chờ thì kèm các cột, cách ghép cột và những dòng đầu",
      en: "One import of a register of documents: its counts and its PDFs, and while it waits its columns, their mapping and the first rows",
    },
  },
  ({ actor, now, params }) => findDocumentImport(actor, params.id, now),
);
