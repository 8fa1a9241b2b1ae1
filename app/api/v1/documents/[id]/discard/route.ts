import * as z from "zod";
import { route } from "@/app/door";
import { discardDraft } from "@/lib/documents/commands";
import { AtVersion, documentIdOf } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.discard",
    method: "POST",
    path: "/api/v1/documents/{id}/discard",
    auth: "documents.draft",
    input: { params: documentIdOf, body: AtVersion },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: { vi: "Bỏ một dự thảo chưa có số", en: "Throw away a draft that has no number" },
  },
  ({ actor, now, params, body, tx }) => discardDraft({ actor, now }, { ...body, id: params.id }, tx),
);
