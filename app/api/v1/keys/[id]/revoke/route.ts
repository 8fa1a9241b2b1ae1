import * as z from "zod";
import { route } from "@/app/door";
import { revokeKey } from "@/lib/auth/commands";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "keys.revoke",
    method: "POST",
    path: "/api/v1/keys/{id}/revoke",
    auth: "keys.manage",
    input: { params: z.strictObject({ id: RecordId }), body: z.strictObject({}) },
    output: z.null(),
    audit: "command",
    summary: { vi: "Thu hồi khóa kết nối; yêu cầu kế tiếp bị từ chối", en: "Revoke an API key; its next request is refused" },
  },
  async ({ actor, now, params, tx }) => {
    await revokeKey({ actor, now }, { id: params.id }, tx);
    return null;
  },
);
