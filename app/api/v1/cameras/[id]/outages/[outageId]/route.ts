import { route } from "@/app/door";
import { acknowledgeOutage } from "@/lib/cameras/commands";
import { Acknowledgement, Done, outageIds } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "cameras.acknowledge",
    method: "POST",
    path: "/api/v1/cameras/{id}/outages/{outageId}",
    auth: "cameras.manage",
    input: { params: outageIds, body: Acknowledgement },
    output: Done,
    audit: "command",
    summary: {
      vi: "Ghi nhận một sự cố của camera và nguyên nhân",
      en: "Acknowledge an outage of a camera, with its cause",
    },
  },
  ({ actor, now, params, body, tx }) => acknowledgeOutage({ actor, now }, { ...params, ...body }, tx),
);
