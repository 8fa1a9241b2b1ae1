import { route } from "@/app/door";
import { recallSigning } from "@/lib/documents/commands";
import { AtRevision, SigningActed, signingIdOf } from "@/lib/documents/model";

export const POST = route(
  {
    id: "signings.recall",
    method: "POST",
    path: "/api/v1/signings/{id}/recall",
    auth: "documents.draft",
    input: { params: signingIdOf, body: AtRevision },
    output: SigningActed,
    audit: "command",
    summary: { vi: "Rút lại việc đã trình ký", en: "Takes back what was laid before somebody" },
  },
  ({ actor, now, params, body, tx }) => recallSigning({ actor, now }, { ...body, id: params.id }, tx),
);
