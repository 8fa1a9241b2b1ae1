import * as z from "zod";
import { route } from "@/app/door";
import { revokeSession } from "@/lib/auth/commands";

export const POST = route(
  {
    id: "sessions.revoke",
    method: "POST",
    path: "/api/v1/sessions/{id}/revoke",
    auth: "signed-in",
    input: { params: z.strictObject({ id: z.uuid() }), body: z.strictObject({}) },
    output: z.object({ revoked: z.int() }),
    audit: "command",
    summary: { vi: "Kết thúc ngay một phiên làm việc", en: "End a session at once" },
  },
  ({ actor, now, params, tx }) => revokeSession({ actor, now }, { sessionId: params.id }, tx),
);
