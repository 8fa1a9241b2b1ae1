import { route } from "@/app/door";
import { issueDocument } from "@/lib/documents/commands";
import { documentIdOf, IssueInput, Kept } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.issue",
    method: "POST",
    path: "/api/v1/documents/{id}/issue",
    auth: "documents.register",
    input: { params: documentIdOf, body: IssueInput },
    output: Kept,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Cấp số, ngày và ký hiệu cho một dự thảo trong cùng một giao dịch; từ đó nội dung không đổi",
      en: "Give a draft its number, day and symbol in one transaction; from then on it stays as it is",
    },
  },
  ({ actor, now, params, body, tx }) => issueDocument({ actor, now }, { ...body, id: params.id }, tx),
);
