import { route } from "@/app/door";
import { TrustStore } from "@/lib/signatures/model";
import { listTrust } from "@/lib/signatures/queries";

export const GET = route(
  {
    id: "signatures.list-trust",
    method: "GET",
    path: "/api/v1/signatures/trust",
    auth: "signatures.trust",
    input: {},
    output: TrustStore,
    audit: "none",
    summary: {
      vi: "Tổ chức chứng thực được tin cậy và danh sách thu hồi của họ",
      en: "The authorities that are trusted, and their revocation lists",
    },
  },
  ({ actor }) => listTrust(actor),
);
