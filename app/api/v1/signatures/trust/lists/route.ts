import { route } from "@/app/door";
import { addList } from "@/lib/signatures/commands";
import { mostListBytes, NewList, TrustId } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "signatures.add-list",
    method: "POST",
    path: "/api/v1/signatures/trust/lists",
    auth: "signatures.trust",
    input: { body: NewList },
    output: TrustId,
    audit: "command",
    bodyLimit: mostListBytes + 1_000,
    summary: {
      vi: "Nạp danh sách thu hồi (CRL) của một tổ chức chứng thực tin cậy (tệp mã hóa base64)",
      en: "Take in the revocation list (CRL) of a trusted authority (the file as base64)",
    },
  },
  ({ actor, now, body, tx }) => addList({ actor, now }, body, tx),
);
