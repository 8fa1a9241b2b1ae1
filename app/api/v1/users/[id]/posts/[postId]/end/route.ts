import * as z from "zod";
import { route } from "@/app/door";
import { endPost } from "@/lib/auth/commands";
import { RecordId } from "@/lib/db/model";

export const POST = route(
  {
    id: "users.end-post",
    method: "POST",
    path: "/api/v1/users/{id}/posts/{postId}/end",
    auth: "users.manage",
    input: {
      params: z.strictObject({ id: RecordId, postId: RecordId }),
      body: z.strictObject({}),
    },
    output: z.null(),
    audit: "command",
    summary: { vi: "Kết thúc chức vụ; quyền hết hiệu lực ngay", en: "End a post; its rights are gone with the answer" },
  },
  async ({ actor, now, params, tx }) => {
    await endPost({ actor, now }, { userId: params.id, postId: params.postId }, tx);
    return null;
  },
);
