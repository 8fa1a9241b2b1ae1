import * as z from "zod";
import { route } from "@/app/door";
import { revokeOtherSessions } from "@/lib/auth/commands";

export const POST = route(
  {
    id: "sessions.revoke-others",
    method: "POST",
    path: "/api/v1/sessions/revoke-others",
    auth: "signed-in",
    input: { body: z.strictObject({}) },
    output: z.object({ revoked: z.int() }),
    audit: "command",
    summary: { vi: "Kết thúc mọi phiên của tài khoản, trừ phiên này", en: "End all sessions of the account but this one" },
  },
  ({ actor, now, body, tx }) => revokeOtherSessions({ actor, now }, body, tx),
);
