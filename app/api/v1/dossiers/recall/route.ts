import { route } from "@/app/door";
import { recallApplicant } from "@/lib/dossiers/commands";
import { Recalled, RecallInput } from "@/lib/dossiers/model";

export const POST = route(
  {
    id: "dossiers.recall",
    method: "POST",
    path: "/api/v1/dossiers/recall",
    auth: "dossiers.process",
    input: { body: RecallInput },
    output: Recalled,
    audit: "command",
    isSecret: true,
    isPrivate: true,
    summary: {
      vi: "Dữ liệu của người nộp từ hồ sơ gần nhất trong phạm vi, tìm theo số định danh; mỗi lần tra được ghi vào nhật ký",
      en: "What the latest dossier within reach says of whoever holds an identity number; each look is written to the audit log",
    },
  },
  ({ actor, now, body, tx }) => recallApplicant({ actor, now }, body, tx),
);
