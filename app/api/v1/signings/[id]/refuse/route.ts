import { route } from "@/app/door";
import { refuseToSign } from "@/lib/documents/commands";
import { RefuseSigningInput, SigningActed, signingIdOf } from "@/lib/documents/model";

export const POST = route(
  {
    id: "signings.refuse",
    method: "POST",
    path: "/api/v1/signings/{id}/refuse",
    auth: "documents.view",
    input: { params: signingIdOf, body: RefuseSigningInput },
    output: SigningActed,
    audit: "command",
    summary: { vi: "Không ký, trả lại kèm lý do", en: "Hands back what was laid before one, with the reason" },
  },
  ({ actor, now, params, body, tx }) => refuseToSign({ actor, now }, { ...body, id: params.id }, tx),
);
