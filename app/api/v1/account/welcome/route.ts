import * as z from "zod";
import { route } from "@/app/door";
import { setPasswordByLink } from "@/lib/auth/commands";
import { Welcome } from "@/lib/auth/model";

export const POST = route(
  {
    id: "account.welcome",
    method: "POST",
    path: "/api/v1/account/welcome",
    auth: "public",
    input: { body: Welcome },
    output: z.object({ login: z.string() }),
    audit: "command",
    summary: {
      vi: "Đặt mật khẩu bằng đường dẫn dùng một lần; dùng xong thì đường dẫn hết hiệu lực",
      en: "Set a password by a one-time link, which is spent by it",
    },
  },
  ({ now, body, tx }) => setPasswordByLink(body, now, tx),
);
