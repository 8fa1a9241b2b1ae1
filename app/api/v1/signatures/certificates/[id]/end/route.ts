import { route } from "@/app/door";
import { endCertificate } from "@/lib/signatures/commands";
import { CertificateActed, CertificateEnding, certificateIds } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "certificates.end",
    method: "POST",
    path: "/api/v1/signatures/certificates/{id}/end",
    auth: "signatures.certificates",
    input: { params: certificateIds, body: CertificateEnding },
    output: CertificateActed,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Chấm dứt sử dụng một chứng thư số, có lý do",
      en: "End a certificate for this city, for a reason",
    },
  },
  ({ actor, now, params, body, tx }) => endCertificate({ actor, now }, { ...params, ...body }, tx),
);
