import { route } from "@/app/door";
import { maxSheetBody, SheetFile, sheetsOf } from "@/app/sheet-file";
import { previewImport } from "@/lib/procedures/commands";
import { CatalogueImport, ImportReport, maxSheetRows } from "@/lib/procedures/model";

export const POST = route(
  {
    id: "procedures.preview-import",
    method: "POST",
    path: "/api/v1/procedures/import/preview",
    auth: "procedures.manage",
    input: { body: CatalogueImport.omit({ sheets: true }).extend({ file: SheetFile }) },
    output: ImportReport,
    audit: "none",
    bodyLimit: maxSheetBody,
    summary: {
      vi: "Xem trước việc nhập danh mục từ bảng tính: dòng mới, thay đổi, giữ nguyên, bị loại và lý do; không thay đổi gì",
      en: "What importing a spreadsheet would do: lines new, changed, unchanged, refused and why; changes nothing",
    },
  },
  async ({ actor, now, body: { file, ...body }, tx }) =>
    previewImport({ actor, now }, { ...body, sheets: await sheetsOf(file, maxSheetRows) }, tx),
);
