import * as z from "zod";
import { route } from "@/app/door";
import { confirmSelf } from "@/lib/auth/commands";
import { TotpCode } from "@/lib/auth/model";

export const POST = route(
  {
    id: "account.confirm",
    method: "POST",
    path: "/api/v1/account/confirm",
    auth: "signed-in",
    input: { body: z.strictObject({ password: z.string().max(200).optional(), code: TotpCode.optional() }) },
    output: z.object({ ok: z.literal(true) }),
    audit: "command",
    summary: {
      vi: "Xác nhận lại danh tính bằng mã xác thực hoặc mật khẩu; các việc quan trọng sẽ hỏi đến",
      en: "Prove again who one is, by the authenticator's code or the password; sensitive acts ask for it",
    },
  },
  async ({ actor, now, body, tx }) => {
    await confirmSelf({ actor, now }, body, tx);
    return { ok: true };
  },
);
