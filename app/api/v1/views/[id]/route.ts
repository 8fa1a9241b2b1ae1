import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { deleteView } from "@/lib/dossiers/commands";

export const DELETE = route(
  {
    id: "views.delete",
    method: "DELETE",
    path: "/api/v1/views/{id}",
    auth: "signed-in",
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ ok: z.literal(true) }),
    audit: "command",
    summary: { vi: "Xóa một bộ lọc mình đã lưu", en: "Forget a saved view of one's own" },
  },
  async ({ actor, now, params, tx }) => {
    await deleteView({ actor, now }, { id: params.id }, tx);
    return { ok: true };
  },
);
