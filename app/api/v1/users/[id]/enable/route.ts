import * as z from "zod";
import { route } from "@/app/door";
import { enableUser } from "@/lib/auth/commands";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "users.enable",
    method: "POST",
    path: "/api/v1/users/{id}/enable",
    auth: "users.manage",
    input: { params: z.strictObject({ id: RecordId }), body: z.strictObject({}) },
    output: z.null(),
    audit: "command",
    isSensitive: true,
    summary: { vi: "Mở lại tài khoản đã khóa", en: "Enable a disabled account" },
  },
  async ({ actor, now, params, tx }) => {
    await enableUser({ actor, now }, { id: params.id }, tx);
    return null;
  },
);
