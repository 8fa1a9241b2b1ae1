import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RecordId } from "@/lib/db/model";
import { writeWorkbook } from "@/lib/files/queries";
import { importFilesTable } from "@/lib/imports/queries";

export const GET = route(
  {
    id: "document-imports.files-xlsx",
    method: "GET",
    path: "/api/v1/document-imports/{id}/files.xlsx",
    auth: "documents.register",
    input: { params: z.strictObject({ id: RecordId }) },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Từng tệp PDF đi kèm sổ văn bản: gắn với dòng nào, không dòng nào nêu tên, không nhận hay còn thiếu (.xlsx)",
      en: "Each PDF beside a register of documents: the row it goes with, or that no row names it, it was not taken or is missing (.xlsx)",
    },
  },
  async ({ actor, params, accessed }) => {
    const { rows, ...head } = await importFilesTable(actor, params.id);
    accessed({ type: "import", id: params.id });
    return fileAnswer({
      name: `doi-chieu-tep-${params.id}.xlsx`,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: writeWorkbook(head, [rows]),
    });
  },
);
