import * as z from "zod";
import { route } from "@/app/door";
import { defineIndicator } from "@/lib/indicators/commands";
import { Defined, DefinitionInput, DefinitionView } from "@/lib/indicators/model";
import { listDefinitions } from "@/lib/indicators/queries";
import { subsystemIds } from "@/lib/subsystems/model";

export const GET = route(
  {
    id: "definitions.list",
    method: "GET",
    path: "/api/v1/subsystems/{id}/indicators",
    auth: "overview.view",
    keys: true,
    input: { params: subsystemIds },
    output: z.strictObject({ definitions: z.array(DefinitionView) }),
    audit: "none",
    summary: {
      vi: "Định nghĩa các chỉ tiêu của một phân hệ, hiện nay và trước đây",
      en: "How the indicators of a subsystem are defined, now and before",
    },
  },
  async ({ actor, params }) => ({ definitions: await listDefinitions(actor, params.id) }),
);

export const POST = route(
  {
    id: "definitions.add",
    method: "POST",
    path: "/api/v1/subsystems/{id}/indicators",
    auth: "subsystems.manage",
    input: { params: subsystemIds, body: DefinitionInput },
    output: Defined,
    audit: "command",
    summary: {
      vi: "Định nghĩa một chỉ tiêu từ một ngày; số của kỳ trước giữ theo định nghĩa cũ",
      en: "Define an indicator from a day on; what was told before stays by the definition it was told by",
    },
  },
  ({ actor, now, params, body, tx }) => defineIndicator({ actor, now }, { ...params, ...body }, tx),
);
