import { route } from "@/app/door";
import { retireCameraGroup } from "@/lib/cameras/commands";
import { CameraActed, CameraGroupVersion, cameraIds } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-groups.retire",
    method: "POST",
    path: "/api/v1/camera-registry/groups/{id}/retire",
    auth: "cameras.manage",
    input: { params: cameraIds, body: CameraGroupVersion },
    output: CameraActed,
    audit: "command",
    summary: {
      vi: "Thôi dùng một nhóm: không camera nào vào nhóm nữa, camera đang có vẫn ở lại",
      en: "Retire a group: no camera joins it any more, those in it stay",
    },
  },
  ({ actor, now, params, body, tx }) => retireCameraGroup({ actor, now }, { ...params, ...body }, tx),
);
