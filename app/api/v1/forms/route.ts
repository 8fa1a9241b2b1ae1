import { route } from "@/app/door";
import { issueStack } from "@/lib/forms/commands";
import { IssueStackAnswer, IssueStackInput } from "@/lib/forms/model";

export const POST = route(
  {
    id: "forms.issue-stack",
    method: "POST",
    path: "/api/v1/forms",
    auth: "dossiers.process",
    input: { body: IssueStackInput },
    output: IssueStackAnswer,
    audit: "command",
    isStack: true,
    summary: {
      vi: "Cấp một loại biểu mẫu cho nhiều hồ sơ (tối đa 100), mỗi hồ sơ một giao dịch; từng dòng cho biết đã cấp hay vì sao không",
      en: "Issue the same form for a stack of dossiers (100 at most), each in its own transaction; every line says what was done or why not",
    },
  },
  async ({ actor, now, body, each }) => ({ lines: await issueStack({ actor, now }, body, each) }),
);
