import * as z from "zod";
import { route } from "@/app/door";
import { addSubsystem } from "@/lib/subsystems/commands";
import { Changed, SubsystemInput, SubsystemView } from "@/lib/subsystems/model";
import { listSubsystems } from "@/lib/subsystems/queries";

export const GET = route(
  {
    id: "subsystems.list",
    method: "GET",
    path: "/api/v1/subsystems",
    auth: "overview.view",
    keys: true,
    input: { query: z.strictObject({}) },
    output: z.strictObject({ subsystems: z.array(SubsystemView) }),
    audit: "none",
    summary: {
      vi: "Các phân hệ của thành phố và lần gần nhất có số liệu",
      en: "The subsystems of the city and when figures last came in",
    },
  },
  async ({ actor }) => ({ subsystems: await listSubsystems(actor) }),
);

export const POST = route(
  {
    id: "subsystems.add",
    method: "POST",
    path: "/api/v1/subsystems",
    auth: "subsystems.manage",
    input: { body: SubsystemInput },
    output: Changed,
    audit: "command",
    summary: { vi: "Thêm một phân hệ", en: "Set up a subsystem" },
  },
  ({ actor, now, body, tx }) => addSubsystem({ actor, now }, body, tx),
);
