import { route } from "@/app/door";
import { agreeToSign } from "@/lib/documents/commands";
import { AtRevision, SigningActed, signingIdOf } from "@/lib/documents/model";

export const POST = route(
  {
    id: "signings.agree",
    method: "POST",
    path: "/api/v1/signings/{id}/agree",
    auth: "documents.view",
    input: { params: signingIdOf, body: AtRevision },
    output: SigningActed,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Ký số: người được trình đồng ý, dịch vụ giữ khóa ký tiếp theo",
      en: "Signs: whoever it was laid before agrees, and the service that holds the key does the rest",
    },
  },
  ({ actor, now, params, body, tx }) => agreeToSign({ actor, now }, { ...body, id: params.id }, tx),
);
