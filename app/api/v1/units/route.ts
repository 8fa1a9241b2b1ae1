import * as z from "zod";
import { route } from "@/app/door";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { createUnit } from "@/lib/units/commands";
import { NewUnit, Unit } from "@/lib/units/model";
import { listUnits } from "@/lib/units/queries";

export const GET = route(
  {
    id: "units.list",
    method: "GET",
    path: "/api/v1/units",
    auth: "signed-in",
    keys: true,
    input: { query: z.strictObject({ on: Day.optional() }) },
    output: z.object({ on: Day, units: z.array(Unit) }),
    audit: "none",
    summary: {
      vi: "Các đơn vị tại một ngày (không nói thì là hôm nay), đơn vị trực thuộc đứng sau đơn vị quản lý",
      en: "The units as they stand on a day (today unless said), each after the one it belongs to",
    },
  },
  async ({ actor, now, query }) => {
    const on = query.on ?? cityDay(now);
    return { on, units: await listUnits(actor, on) };
  },
);

export const POST = route(
  {
    id: "units.create",
    method: "POST",
    path: "/api/v1/units",
    auth: "units.manage",
    input: { body: NewUnit },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: { vi: "Thêm đơn vị từ một ngày", en: "Add a unit from a day on" },
  },
  ({ actor, now, body, tx }) => createUnit({ actor, now }, body, tx),
);
