import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, sheetsOf } from "@/app/sheet-file";
import { importCatalogue } from "@/lib/procedures/commands";
import { CatalogueImport, ImportReport, maxSheetRows } from "@/lib/procedures/model";

export const POST = route(
  {
    id: "procedures.import",
    method: "POST",
    path: "/api/v1/procedures/import",
    auth: "procedures.manage",
    input: {
      body: CatalogueImport.omit({ sheets: true }).extend({
        file: SheetFile,
        /** The `state` of the preview this import follows. */
        state: z.string().max(100),
      }),
    },
    output: ImportReport,
    audit: "command",
    bodyLimit: maxSheetBody,
    summary: {
      vi: "Nhập danh mục thủ tục từ bảng tính đã xem trước (.xlsx hoặc .csv, mã hóa base64); dòng lỗi giữ nguyên, nhập lại không đổi gì",
      en: "Import the catalogue from a previewed spreadsheet (.xlsx or .csv, as base64); refused lines stay as they were, sending it again changes nothing",
    },
  },
  async ({ actor, now, body: { file, ...body }, tx }) =>
    importCatalogue({ actor, now }, { ...body, sheets: await sheetsOf(file, maxSheetRows) }, tx),
);
