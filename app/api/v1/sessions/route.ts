import * as z from "zod";
import { route } from "@/app/door";
import { SessionView } from "@/lib/auth/model";
import { listSessions } from "@/lib/auth/queries";
import { RecordId } from "@/lib/db/model";

export const GET = route(
  {
    id: "sessions.list",
    method: "GET",
    path: "/api/v1/sessions",
    auth: "signed-in",
    input: { query: z.strictObject({ userId: RecordId.optional() }) },
    output: z.object({ sessions: z.array(SessionView) }),
    audit: "none",
    summary: {
      vi: "Các phiên đang mở: của mình, hoặc của người khác nếu được quản lý tài khoản",
      en: "Live sessions: one's own, or another person's for whoever manages accounts",
    },
  },
  async ({ actor, now, query }) => ({ sessions: await listSessions(actor, query.userId ?? null, now) }),
);
