import * as z from "zod";
import { route } from "@/app/door";
import { setCity } from "@/lib/city/commands";
import { City, CityInput } from "@/lib/city/model";
import { findCity } from "@/lib/city/queries";

export const GET = route(
  {
    id: "city.find",
    method: "GET",
    path: "/api/v1/city",
    auth: "signed-in",
    keys: true,
    input: {},
    output: z.object({ city: City.nullable() }),
    audit: "none",
    summary: {
      vi: "Thành phố mà hệ thống này phục vụ; null khi chưa đặt tên",
      en: "The city this installation serves; null before it was named",
    },
  },
  async () => ({ city: await findCity() }),
);

export const PUT = route(
  {
    id: "city.set",
    method: "PUT",
    path: "/api/v1/city",
    auth: "city.manage",
    input: { body: CityInput },
    output: z.object({ ok: z.literal(true) }),
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Đặt tên thành phố và các vai trò bắt buộc xác thực hai lớp",
      en: "Name the city and the roles that need a second factor",
    },
  },
  async ({ actor, now, body, tx }) => {
    await setCity({ actor, now }, body, tx);
    return { ok: true };
  },
);
