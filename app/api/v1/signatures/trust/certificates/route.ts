import { route } from "@/app/door";
import { addTrusted } from "@/lib/signatures/commands";
import { NewTrusted, TrustId } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "signatures.add-trusted",
    method: "POST",
    path: "/api/v1/signatures/trust/certificates",
    auth: "signatures.trust",
    input: { body: NewTrusted },
    output: TrustId,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Thêm chứng thư gốc hoặc trung gian vào danh sách tin cậy (tệp mã hóa base64)",
      en: "Trust a root or an intermediate (the file as base64)",
    },
  },
  ({ actor, now, body, tx }) => addTrusted({ actor, now }, body, tx),
);
