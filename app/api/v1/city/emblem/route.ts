import * as z from "zod";
import { route } from "@/app/door";
import { setEmblem } from "@/lib/city/commands";
import { EmblemInput, maxEmblemBytes } from "@/lib/city/model";
import { findEmblem } from "@/lib/city/queries";
import { AppError } from "@/lib/errors";

export const GET = route(
  {
    id: "city.emblem",
    method: "GET",
    path: "/api/v1/city/emblem",
    auth: "public",
    input: { query: z.strictObject({ v: z.string().max(64).optional() }) },
    output: "stream",
    audit: "none",
    summary: { vi: "Biểu trưng của thành phố, ảnh PNG", en: "The city's emblem, a PNG picture" },
  },
  async () => {
    const emblem = await findEmblem();
    if (!emblem) throw new AppError("not-found", "not-found");
    return new Response(emblem, { headers: { "content-type": "image/png", "cache-control": "no-store" } });
  },
);

export const PUT = route(
  {
    id: "city.set-emblem",
    method: "PUT",
    path: "/api/v1/city/emblem",
    auth: "city.manage",
    input: { body: EmblemInput },
    output: z.object({ ok: z.literal(true) }),
    audit: "command",
    bodyLimit: maxEmblemBytes * 2,
    summary: {
      vi: "Đặt biểu trưng cho thành phố: ảnh PNG mã hóa base64",
      en: "Give the city its emblem: a PNG picture in base64",
    },
  },
  async ({ actor, now, body, tx }) => {
    await setEmblem({ actor, now }, body, tx);
    return { ok: true };
  },
);
