import { z } from "zod";
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
    summary: "What the city wants its indicators to reach, now and before",
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
    summary: "Set a target from a day on, for a unit or the city",
  },
  ({ actor, now, body, tx }) => setTarget({ actor, now }, body, tx),
);
