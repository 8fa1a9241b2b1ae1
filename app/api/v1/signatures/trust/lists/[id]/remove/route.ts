import * as z from "zod";
import { route } from "@/app/door";
import { removeList } from "@/lib/signatures/commands";
import { TrustId, trustIds } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "signatures.remove-list",
    method: "POST",
    path: "/api/v1/signatures/trust/lists/{id}/remove",
    auth: "signatures.trust",
    input: { params: trustIds, body: z.strictObject({}) },
    output: TrustId,
    audit: "command",
    isSensitive: true,
    summary: { vi: "Bỏ một danh sách thu hồi chứng thư", en: "Take a revocation list away" },
  },
  ({ actor, now, params, tx }) => removeList({ actor, now }, params, tx),
);
