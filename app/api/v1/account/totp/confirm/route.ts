import * as z from "zod";
import { route } from "@/app/door";
import { confirmTotp } from "@/lib/auth/commands";
import { TotpCode } from "@/lib/auth/model";

export const POST = route(
  {
    id: "account.confirm-totp",
    method: "POST",
    path: "/api/v1/account/totp/confirm",
    auth: "signed-in",
    input: { body: z.strictObject({ code: TotpCode }) },
    output: z.object({ revoked: z.int() }),
    audit: "command",
    summary: {
      vi: "Bật xác thực hai lớp bằng mã đầu tiên; các phiên khác kết thúc",
      en: "Turn the second factor on with a first code; every other session ends",
    },
  },
  ({ actor, now, body, tx }) => confirmTotp({ actor, now }, body, tx),
);
