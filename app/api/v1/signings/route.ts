import { route } from "@/app/door";
import { SigningFilter, SigningPage } from "@/lib/documents/model";
import { readSigningQueue } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "signings.list",
    method: "GET",
    path: "/api/v1/signings",
    auth: "documents.view",
    input: { query: SigningFilter },
    output: SigningPage,
    audit: "none",
    summary: {
      vi: "Văn bản chờ tôi ký số, hoặc tôi đã trình ký",
      en: "What waits for one's signature, or what one laid before others",
    },
  },
  ({ actor, query }) => readSigningQueue(actor, query),
);
