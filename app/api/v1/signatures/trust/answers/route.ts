import { route } from "@/app/door";
import { addAnswer } from "@/lib/signatures/commands";
import { mostAnswerBytes, NewAnswer, TrustId } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "signatures.add-answer",
    method: "POST",
    path: "/api/v1/signatures/trust/answers",
    auth: "signatures.trust",
    input: { body: NewAnswer },
    output: TrustId,
    audit: "command",
    bodyLimit: mostAnswerBytes + 1_000,
    summary: {
      vi: "Nạp trả lời OCSP về chứng thư do một tổ chức chứng thực tin cậy cấp (tệp mã hóa base64)",
      en: "Take in the OCSP answer about a certificate of a trusted authority (the file as base64)",
    },
  },
  ({ actor, now, body, tx }) => addAnswer({ actor, now }, body, tx),
);
