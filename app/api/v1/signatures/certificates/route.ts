import { route } from "@/app/door";
import { addCertificate } from "@/lib/signatures/commands";
import { CertificateActed, CertificateFilter, CertificateList, mostPictureBytes, NewCertificate } from "@/lib/signatures/model";
import { listCertificates } from "@/lib/signatures/queries";

export const GET = route(
  {
    id: "certificates.list",
    method: "GET",
    path: "/api/v1/signatures/certificates",
    auth: "signatures.certificates",
    input: { query: CertificateFilter },
    output: CertificateList,
    audit: "none",
    summary: {
      vi: "Sổ chứng thư số của người ký và cơ quan, theo tình trạng và từ tìm kiếm",
      en: "The registry of signers' and agencies' certificates, by state and words",
    },
  },
  ({ actor, query, now }) => listCertificates(actor, query, now),
);

export const POST = route(
  {
    id: "certificates.add",
    method: "POST",
    path: "/api/v1/signatures/certificates",
    auth: "signatures.certificates",
    input: { body: NewCertificate },
    output: CertificateActed,
    audit: "command",
    isSensitive: true,
    bodyLimit: mostPictureBytes * 2,
    summary: {
      vi: "Ghi một chứng thư số cho người hoặc cơ quan giữ nó (tệp mã hóa base64)",
      en: "Enter a certificate for the person or agency that holds it (the file as base64)",
    },
  },
  ({ actor, now, body, tx }) => addCertificate({ actor, now }, body, tx),
);
