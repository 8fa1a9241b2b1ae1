import { route } from "@/app/door";
import { changeCertificate } from "@/lib/signatures/commands";
import { CertificateActed, CertificateChange, certificateIds, mostPictureBytes } from "@/lib/signatures/model";

export const PUT = route(
  {
    id: "certificates.change",
    method: "PUT",
    path: "/api/v1/signatures/certificates/{id}",
    auth: "signatures.certificates",
    input: { params: certificateIds, body: CertificateChange },
    output: CertificateActed,
    audit: "command",
    isSensitive: true,
    bodyLimit: mostPictureBytes * 2,
    summary: {
      vi: "Sửa thiết bị, mã khóa ở dịch vụ ký số và hình vẽ khi ký của một chứng thư (hình PNG mã hóa base64)",
      en: "Change a certificate's device, its name at the signing service and what is drawn where it signs (a PNG as base64)",
    },
  },
  ({ actor, now, params, body, tx }) => changeCertificate({ actor, now }, { ...params, ...body }, tx),
);
