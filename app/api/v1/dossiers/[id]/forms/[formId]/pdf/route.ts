import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { RecordId } from "@/lib/db/model";
import { findForm, formsFile } from "@/lib/forms/queries";

export const GET = route(
  {
    id: "forms.pdf",
    method: "GET",
    path: "/api/v1/dossiers/{id}/forms/{formId}/pdf",
    auth: "dossiers.view",
    keys: true,
    input: { params: z.strictObject({ id: RecordId, formId: RecordId }) },
    output: "stream",
    audit: "access",
    summary: {
      vi: "Một biểu mẫu đã cấp, bản PDF khổ A5; in lại cho đúng từng byte",
      en: "One issued form as PDF on A5; printed again it is the same to the byte",
    },
  },
  async ({ actor, params, accessed }) => {
    const form = await findForm(actor, params.id, params.formId);
    const file = await formsFile(actor, [form]);
    accessed({ type: "form", id: form.formId });
    return fileAnswer(file, "inline");
  },
);
