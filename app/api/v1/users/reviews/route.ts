import * as z from "zod";
import { route } from "@/app/door";
import { reviewUsers } from "@/lib/auth/commands";

export const POST = route(
  {
    id: "users.review",
    method: "POST",
    path: "/api/v1/users/reviews",
    auth: "users.manage",
    input: { body: z.strictObject({}) },
    output: z.object({ accounts: z.int() }),
    audit: "command",
    summary: {
      vi: "Ghi nhận đã rà soát tài khoản và quyền, định kỳ sáu tháng",
      en: "Note that accounts and rights were gone through, as is asked for every six months",
    },
  },
  ({ actor, now, tx }) => reviewUsers({ actor, now }, {}, tx),
);
