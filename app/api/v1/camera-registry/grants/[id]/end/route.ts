import { route } from "@/app/door";
import { endCameraGrant } from "@/lib/cameras/commands";
import { cameraIds, Done, NoBody } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-grants.end",
    method: "POST",
    path: "/api/v1/camera-registry/grants/{id}/end",
    auth: "cameras.manage",
    input: { params: cameraIds, body: NoBody },
    output: Done,
    audit: "command",
    summary: {
      vi: "Thôi cho một đơn vị xem thêm camera, có hiệu lực ngay",
      en: "End a unit's looking at further cameras, at once",
    },
  },
  ({ actor, now, params, tx }) => endCameraGrant({ actor, now }, params, tx),
);
