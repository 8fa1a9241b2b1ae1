import * as z from "zod";
import { route } from "@/app/door";
import { AreaList } from "@/lib/areas/model";
import { listAreas } from "@/lib/areas/queries";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";

export const GET = route(
  {
    id: "areas.list",
    method: "GET",
    path: "/api/v1/areas",
    auth: "signed-in",
    keys: true,
    input: {
      query: z.strictObject({ on: Day.optional(), parent: RecordId.optional() }),
    },
    output: AreaList,
    audit: "none",
    summary: {
      vi: "Địa bàn của thành phố tại một ngày (không nói thì là hôm nay), đến thôn, tổ dân phố; parent là chỉ những địa bàn ngay dưới địa bàn đó",
      en: "The areas of the city on a day (today unless said), down to the hamlet; parent gives only those directly below that area",
    },
  },
  async ({ actor, now, query }) => {
    const on = query.on ?? cityDay(now);
    return { on, areas: await listAreas(actor, on, undefined, query.parent ?? "all") };
  },
);
