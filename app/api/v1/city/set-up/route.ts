import * as z from "zod";
import { route } from "@/app/door";
import { finishSetUp } from "@/lib/city/commands";

export const POST = route(
  {
    id: "city.finish-set-up",
    method: "POST",
    path: "/api/v1/city/set-up",
    auth: "city.manage",
    input: { body: z.strictObject({}) },
    output: z.object({ ok: z.literal(true) }),
    audit: "command",
    summary: { vi: "Kết thúc phần thiết lập ban đầu", en: "End the guided set-up" },
  },
  async ({ actor, now, body, tx }) => {
    await finishSetUp({ actor, now }, body, tx);
    return { ok: true };
  },
);
