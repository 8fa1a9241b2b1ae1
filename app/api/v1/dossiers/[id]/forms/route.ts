import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { issueForm } from "@/lib/forms/commands";
import { FormList, IssuedForm, IssueInput } from "@/lib/forms/model";
import { listForms } from "@/lib/forms/queries";

const params = z.strictObject({ id: RecordId });

export const GET = route(
  {
    id: "forms.list",
    method: "GET",
    path: "/api/v1/dossiers/{id}/forms",
    auth: "dossiers.view",
    keys: true,
    input: { params },
    output: FormList,
    audit: "none",
    summary: {
      vi: "Biểu mẫu đã cấp của một hồ sơ và biểu mẫu có thể cấp lúc này",
      en: "The forms issued for a dossier, and those that may be issued now",
    },
  },
  ({ actor, now, params: { id } }) => listForms(actor, id, now),
);

export const POST = route(
  {
    id: "forms.issue",
    method: "POST",
    path: "/api/v1/dossiers/{id}/forms",
    auth: "dossiers.process",
    input: { params, body: IssueInput.omit({ dossierId: true }) },
    output: IssuedForm,
    audit: "command",
    summary: {
      vi: "Cấp một biểu mẫu có số; giấy cấp thay thế nêu giấy cũ ở `replacesId` và lý do ở `correction`",
      en: "Issue a numbered form; one that replaces another names it in `replacesId` and says why in `correction`",
    },
  },
  ({ actor, now, params: { id }, body, tx }) => issueForm({ actor, now }, { ...body, dossierId: id }, tx),
);
