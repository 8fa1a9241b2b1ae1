import * as z from "zod";
import { route } from "@/app/door";
import { changePassword } from "@/lib/auth/commands";
import { NewPassword } from "@/lib/auth/model";

export const POST = route(
  {
    id: "account.change-password",
    method: "POST",
    path: "/api/v1/account/password",
    auth: "signed-in",
    input: { body: z.strictObject({ current: z.string().max(200), password: NewPassword }) },
    output: z.object({ revoked: z.int() }),
    audit: "command",
    summary: { vi: "Đổi mật khẩu của mình; các phiên khác kết thúc", en: "Change one's own password; every other session ends" },
  },
  ({ actor, now, body, tx }) => changePassword({ actor, now }, body, tx),
);
