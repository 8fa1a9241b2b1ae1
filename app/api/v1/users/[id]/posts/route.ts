import * as z from "zod";
import { route } from "@/app/door";
import { addPost } from "@/lib/auth/commands";
import { NewPost } from "@/lib/auth/model";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "users.add-post",
    method: "POST",
    path: "/api/v1/users/{id}/posts",
    auth: "users.manage",
    input: { params: z.strictObject({ id: RecordId }), body: NewPost },
    output: z.object({ id: z.int() }),
    audit: "command",
    isSensitive: true,
    summary: { vi: "Giao chức vụ tại một đơn vị", en: "Give somebody a post in a unit" },
  },
  ({ actor, now, params, body, tx }) => addPost({ actor, now }, { ...body, userId: params.id }, tx),
);
