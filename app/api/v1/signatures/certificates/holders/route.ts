import { route } from "@/app/door";
import { CertificateHolders, HolderSearch } from "@/lib/signatures/model";
import { findCertificateHolders } from "@/lib/signatures/queries";

export const GET = route(
  {
    id: "certificates.holders",
    method: "GET",
    path: "/api/v1/signatures/certificates/holders",
    auth: "signatures.certificates",
    input: { query: HolderSearch },
    output: CertificateHolders,
    audit: "none",
    summary: {
      vi: "Tìm người hoặc đơn vị có thể giữ chứng thư số",
      en: "Find the people and units that may hold a certificate",
    },
  },
  ({ actor, query, now }) => findCertificateHolders(actor, query.text, now),
);
