import { CatalogueFile, maxCatalogueBody, sheetsOf } from "@/app/catalogue-file";
import { route } from "@/app/door";
import { previewImport } from "@/lib/procedures/commands";
import { CatalogueImport, ImportReport } from "@/lib/procedures/model";

export const POST = route(
  {
    id: "procedures.preview-import",
    method: "POST",
    path: "/api/v1/procedures/import/preview",
    auth: "procedures.manage",
    input: { body: CatalogueImport.omit({ sheets: true }).extend({ file: CatalogueFile }) },
    output: ImportReport,
    audit: "none",
    bodyLimit: maxCatalogueBody,
    summary: {
      vi: "Xem trước việc nhập danh mục từ bảng tính: dòng mới, thay đổi, giữ nguyên, bị loại và lý do; không thay đổi gì",
      en: "What importing a spreadsheet would do: lines new, changed, unchanged, refused and why; changes nothing",
    },
  },
  async ({ actor, now, body: { file, ...body }, tx }) =>
    previewImport({ actor, now }, { ...body, sheets: await sheetsOf(file) }, tx),
);
