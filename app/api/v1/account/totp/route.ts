import * as z from "zod";
import { route } from "@/app/door";
import { beginTotp } from "@/lib/auth/commands";
import { TotpSetUp } from "@/lib/auth/model";

export const POST = route(
  {
    id: "account.begin-totp",
    method: "POST",
    path: "/api/v1/account/totp",
    auth: "signed-in",
    input: { body: z.strictObject({}) },
    output: TotpSetUp,
    audit: "command",
    isSensitive: true,
    isSecret: true,
    summary: {
      vi: "Cấp khóa cho ứng dụng xác thực; có hiệu lực sau khi nhập đúng mã đầu tiên",
      en: "A new secret for an authenticator app; it counts once a code has been confirmed",
    },
  },
  ({ actor, now, body, tx }) => beginTotp({ actor, now }, body, tx),
);
