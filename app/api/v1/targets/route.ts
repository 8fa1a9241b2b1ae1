import * as z from "zod";
import { route } from "@/app/door";
import { setTarget } from "@/lib/indicators/commands";
import { NewTarget, TargetRow } from "@/lib/indicators/model";
import { listTargets } from "@/lib/indicators/queries";

export const GET = route(
  {
    id: "targets.list",
    method: "GET",
    path: "/api/v1/targets",
    auth: "overview.view",
    keys: true,
    input: { query: z.strictObject({}) },
    output: z.object({ targets: z.array(TargetRow) }),
    audit: "none",
    summary: {
      vi: "Mục tiêu thành phố đặt cho các chỉ số, hiện nay và trước đây",
      en: "What the city wants its indicators to reach, now and before",
    },
  },
  async ({ actor }) => ({ targets: await listTargets(actor) }),
);

export const PUT = route(
  {
    id: "targets.set",
    method: "PUT",
    path: "/api/v1/targets",
    auth: "targets.manage",
    input: { body: NewTarget },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Đặt mục tiêu từ một ngày, cho một đơn vị hoặc toàn thành phố",
      en: "Set a target from a day on, for a unit or the city",
    },
  },
  ({ actor, now, body, tx }) => setTarget({ actor, now }, body, tx),
);
