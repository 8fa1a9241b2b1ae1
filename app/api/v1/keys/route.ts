import * as z from "zod";
import { route } from "@/app/door";
import { createKey } from "@/lib/auth/commands";
import { KeyView, NewKey, ShownKey } from "@/lib/auth/model";
import { listKeys } from "@/lib/auth/queries";

export const GET = route(
  {
    id: "keys.list",
    method: "GET",
    path: "/api/v1/keys",
    auth: "keys.manage",
    input: {},
    output: z.object({ keys: z.array(KeyView) }),
    audit: "none",
    summary: { vi: "Khóa kết nối của các đơn vị mình quản lý", en: "API keys of the units one manages keys in" },
  },
  async ({ actor }) => ({ keys: await listKeys(actor) }),
);

export const POST = route(
  {
    id: "keys.create",
    method: "POST",
    path: "/api/v1/keys",
    auth: "keys.manage",
    input: { body: NewKey },
    output: ShownKey,
    audit: "command",
    isSensitive: true,
    isSecret: true,
    summary: { vi: "Cấp khóa kết nối; khóa chỉ hiện trong câu trả lời này", en: "Make an API key; the answer shows it once" },
  },
  ({ actor, now, body, tx }) => createKey({ actor, now }, body, tx),
);
