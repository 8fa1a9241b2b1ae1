import * as z from "zod";
import { route } from "@/app/door";
import { disableUser } from "@/lib/auth/commands";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "users.disable",
    method: "POST",
    path: "/api/v1/users/{id}/disable",
    auth: "users.manage",
    input: { params: z.strictObject({ id: RecordId }), body: z.strictObject({}) },
    output: z.object({ revoked: z.int() }),
    audit: "command",
    summary: { vi: "Khóa tài khoản; mọi phiên làm việc kết thúc ngay", en: "Disable an account; its sessions end at once" },
  },
  ({ actor, now, params, tx }) => disableUser({ actor, now }, { id: params.id }, tx),
);
