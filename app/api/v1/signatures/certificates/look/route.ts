import { route } from "@/app/door";
import { CertificateFile, CertificateItems } from "@/lib/signatures/model";
import { lookIntoCertificates } from "@/lib/signatures/queries";

export const POST = route(
  {
    id: "certificates.look",
    method: "POST",
    path: "/api/v1/signatures/certificates/look",
    auth: "signatures.certificates",
    input: { body: CertificateFile },
    output: CertificateItems,
    audit: "none",
    isQuestion: true,
    bodyLimit: 700_000,
    summary: {
      vi: "Xem trong tệp có chứng thư số nào và của ai trước khi ghi vào sổ (tệp mã hóa base64); không ghi gì",
      en: "Tell which certificates a file holds and whose they seem before any is entered (the file as base64); nothing is written",
    },
  },
  ({ actor, body, now }) => lookIntoCertificates(actor, body, now),
);
