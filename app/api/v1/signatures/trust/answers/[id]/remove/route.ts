import * as z from "zod";
import { route } from "@/app/door";
import { removeAnswer } from "@/lib/signatures/commands";
import { TrustId, trustIds } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "signatures.remove-answer",
    method: "POST",
    path: "/api/v1/signatures/trust/answers/{id}/remove",
    auth: "signatures.trust",
    input: { params: trustIds, body: z.strictObject({}) },
    output: TrustId,
    audit: "command",
    isSensitive: true,
    summary: { vi: "Bỏ một trả lời OCSP về chứng thư", en: "Take an OCSP answer away" },
  },
  ({ actor, now, params, tx }) => removeAnswer({ actor, now }, params, tx),
);
