import * as z from "zod";
import { route } from "@/app/door";
import { removeTrusted } from "@/lib/signatures/commands";
import { TrustId, trustIds } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "signatures.remove-trusted",
    method: "POST",
    path: "/api/v1/signatures/trust/certificates/{id}/remove",
    auth: "signatures.trust",
    input: { params: trustIds, body: z.strictObject({}) },
    output: TrustId,
    audit: "command",
    isSensitive: true,
    summary: { vi: "Bỏ một chứng thư khỏi danh sách tin cậy", en: "Trust an authority no longer" },
  },
  ({ actor, now, params, tx }) => removeTrusted({ actor, now }, params, tx),
);
