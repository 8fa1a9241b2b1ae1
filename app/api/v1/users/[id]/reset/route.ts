import * as z from "zod";
import { route } from "@/app/door";
import { resetUser } from "@/lib/auth/commands";
import { Invitation } from "@/lib/auth/model";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "users.reset",
    method: "POST",
    path: "/api/v1/users/{id}/reset",
    auth: "users.manage",
    input: { params: z.strictObject({ id: RecordId }), body: z.strictObject({}) },
    output: Invitation,
    audit: "command",
    isSensitive: true,
    isSecret: true,
    summary: {
      vi: "Cấp đường dẫn dùng một lần mới; mật khẩu cũ và mọi phiên hết hiệu lực ngay",
      en: "A new one-time link; the old password and all sessions end at once",
    },
  },
  ({ actor, now, params, tx }) => resetUser({ actor, now }, { id: params.id }, tx),
);
