import * as z from "zod";
import { route } from "@/app/door";
import { resetUserTotp } from "@/lib/auth/commands";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "users.reset-totp",
    method: "POST",
    path: "/api/v1/users/{id}/totp/reset",
    auth: "users.manage",
    input: { params: z.strictObject({ id: RecordId }), body: z.strictObject({}) },
    output: z.object({ revoked: z.int() }),
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Gỡ xác thực hai lớp cho người bị mất thiết bị",
      en: "Forget the second factor of somebody who lost their device",
    },
  },
  ({ actor, now, params, tx }) => resetUserTotp({ actor, now }, { id: params.id }, tx),
);
