import { route } from "@/app/door";
import { grantCameras } from "@/lib/cameras/commands";
import { CameraGrantInput, Done } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-grants.add",
    method: "POST",
    path: "/api/v1/camera-registry/grants",
    auth: "cameras.manage",
    input: { body: CameraGrantInput },
    output: Done,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Cho một đơn vị xem camera không phải của mình: của một đơn vị khác, của một nhóm, hoặc cả hai điều kiện",
      en: "Let a unit look at cameras that are not its own: of another unit, of a group, or both",
    },
  },
  ({ actor, now, body, tx }) => grantCameras({ actor, now }, body, tx),
);
