import { route } from "@/app/door";
import { addCameraGroup } from "@/lib/cameras/commands";
import { CameraActed, CameraGroupFacts } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-groups.add",
    method: "POST",
    path: "/api/v1/camera-registry/groups",
    auth: "cameras.manage",
    input: { body: CameraGroupFacts },
    output: CameraActed,
    audit: "command",
    summary: {
      vi: "Thêm một nhóm camera",
      en: "Add a group of cameras",
    },
  },
  ({ actor, now, body, tx }) => addCameraGroup({ actor, now }, body, tx),
);
