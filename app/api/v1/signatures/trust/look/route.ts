import { route } from "@/app/door";
import { mostListBytes, TrustFile, TrustItems } from "@/lib/signatures/model";
import { lookIntoTrust } from "@/lib/signatures/queries";

export const POST = route(
  {
    id: "signatures.look-into-trust",
    method: "POST",
    path: "/api/v1/signatures/trust/look",
    auth: "signatures.trust",
    input: { body: TrustFile },
    output: TrustItems,
    audit: "none",
    isQuestion: true,
    bodyLimit: mostListBytes + 1_000,
    summary: {
      vi: "Xem trong tệp có chứng thư, danh sách thu hồi, trả lời OCSP nào trước khi tin cậy (tệp mã hóa base64); không ghi gì",
      en: "Tell which certificates, lists and OCSP answers a file holds before any is trusted (the file as base64); nothing is written",
    },
  },
  ({ actor, now, body }) => lookIntoTrust(actor, body, now),
);
