import { route } from "@/app/door";
import { CertificateRoster, RosterQuestion } from "@/lib/indicators/model";
import { readCertificateRoster } from "@/lib/indicators/queries";

export const GET = route(
  {
    id: "certificate-coverage.roster",
    method: "GET",
    path: "/api/v1/certificate-coverage/roster",
    auth: "overview.view",
    keys: true,
    input: { query: RosterQuestion },
    output: CertificateRoster,
    audit: "none",
    summary: {
      vi: "Những người, cơ quan hoặc chứng thư mà một con số về chứng thư số đếm; tên chỉ cho người có quyền biết",
      en: "The people, agencies or certificates a figure of certificates counts; names only for those who may know them",
    },
  },
  ({ actor, query, now }) => readCertificateRoster(actor, query, now),
);
