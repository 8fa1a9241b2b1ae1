import { route } from "@/app/door";
import { restoreCameraGroup } from "@/lib/cameras/commands";
import { CameraActed, CameraGroupVersion, cameraIds } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-groups.restore",
    method: "POST",
    path: "/api/v1/camera-registry/groups/{id}/restore",
    auth: "cameras.manage",
    input: { params: cameraIds, body: CameraGroupVersion },
    output: CameraActed,
    audit: "command",
    summary: {
      vi: "Dùng lại một nhóm đã thôi dùng",
      en: "Take a retired group back into use",
    },
  },
  ({ actor, now, params, body, tx }) => restoreCameraGroup({ actor, now }, { ...params, ...body }, tx),
);
