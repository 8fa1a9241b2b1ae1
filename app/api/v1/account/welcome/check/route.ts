import * as z from "zod";
import { route } from "@/app/door";
import { Welcome } from "@/lib/auth/model";
import { findLinkOwner } from "@/lib/auth/queries";

export const POST = route(
  {
    id: "account.check-link",
    method: "POST",
    path: "/api/v1/account/welcome/check",
    auth: "public",
    input: { body: Welcome.pick({ token: true }) },
    output: z.object({ login: z.string(), name: z.string() }).nullable(),
    audit: "none",
    summary: {
      vi: "Đường dẫn dùng một lần này của ai; null khi không còn dùng được",
      en: "Whose one-time link this is, or null when it cannot be used",
    },
  },
  ({ now, body }) => findLinkOwner(body.token, now),
);
