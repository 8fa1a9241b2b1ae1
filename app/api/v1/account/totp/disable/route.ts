import * as z from "zod";
import { route } from "@/app/door";
import { disableTotp } from "@/lib/auth/commands";

export const POST = route(
  {
    id: "account.disable-totp",
    method: "POST",
    path: "/api/v1/account/totp/disable",
    auth: "signed-in",
    input: { body: z.strictObject({ current: z.string().max(200) }) },
    output: z.object({ revoked: z.int() }),
    audit: "command",
    summary: {
      vi: "Tắt xác thực hai lớp bằng mật khẩu hiện tại; không được nếu đang bắt buộc",
      en: "Turn the second factor off, by the current password; refused where it is required",
    },
  },
  ({ actor, now, body, tx }) => disableTotp({ actor, now }, body, tx),
);
