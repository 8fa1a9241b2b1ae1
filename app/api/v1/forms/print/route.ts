import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { BatchQuery } from "@/lib/forms/model";
import { findForms, formsFile } from "@/lib/forms/queries";

export const GET = route(
  {
    id: "forms.print",
    method: "GET",
    path: "/api/v1/forms/print",
    auth: "dossiers.view",
    input: { query: BatchQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Biểu mẫu đang có hiệu lực của nhiều hồ sơ trong một tệp PDF, tối đa 100 hồ sơ",
      en: "The standing forms of many dossiers in one PDF, at most 100",
    },
  },
  async ({ actor, query, accessed }) => {
    const forms = await findForms(actor, query.dossiers, query.kind);
    const file = await formsFile(actor, forms);
    for (const { formId } of forms) accessed({ type: "form", id: formId });
    return fileAnswer(file, "inline");
  },
);
