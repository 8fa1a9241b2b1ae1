import { z } from "zod";
import { route } from "@/app/door";
import { Area } from "@/lib/areas/model";
import { listAreas } from "@/lib/areas/queries";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";

export const GET = route(
  {
    id: "areas.list",
    method: "GET",
    path: "/api/v1/areas",
    auth: "signed-in",
    keys: true,
    input: { query: z.strictObject({ on: Day.optional() }) },
    output: z.object({ on: Day, areas: z.array(Area) }),
    audit: "none",
    summary: {
      vi: "Địa bàn của thành phố tại một ngày (không nói thì là hôm nay), đến thôn, tổ dân phố",
      en: "The areas of the city on a day (today unless said), down to the hamlet",
    },
  },
  async ({ actor, now, query }) => {
    const on = query.on ?? cityDay(now);
    return { on, areas: await listAreas(actor, on) };
  },
);
