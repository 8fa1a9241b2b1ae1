import { route } from "@/app/door";
import { CertificateCoverage, CoverageQuestion } from "@/lib/indicators/model";
import { readCertificateCoverage } from "@/lib/indicators/queries";

export const GET = route(
  {
    id: "certificate-coverage.read",
    method: "GET",
    path: "/api/v1/certificate-coverage",
    auth: "overview.view",
    keys: true,
    input: { query: CoverageQuestion },
    output: CertificateCoverage,
    audit: "none",
    summary: {
      vi: "Lãnh đạo, cơ quan có chứng thư số còn hiệu lực và tỷ lệ ký di động, hôm nay hoặc cuối một ngày đã qua, theo đơn vị; ai còn thiếu",
      en: "Leaders and agencies with a certificate in force and the share of mobile signing, now or at the end of a past day, by unit; who lacks one",
    },
  },
  ({ actor, query, now }) => readCertificateCoverage(actor, query, now),
);
