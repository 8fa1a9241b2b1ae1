import { route } from "@/app/door";
import { RevokedUse } from "@/lib/documents/model";
import { readRevokedUse } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.revoked-use",
    method: "GET",
    path: "/api/v1/documents/revoked-use",
    auth: "documents.view",
    input: {},
    output: RevokedUse,
    audit: "none",
    summary: {
      vi: "Văn bản được ký bằng chứng thư đã bị thu hồi trước lúc ký",
      en: "Documents that were signed with a certificate after it was revoked",
    },
  },
  ({ actor }) => readRevokedUse(actor),
);
