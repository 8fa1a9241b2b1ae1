import { route } from "@/app/door";
import { changeCameraLayout } from "@/lib/cameras/commands";
import { CameraActed, CameraLayoutChange, cameraIds } from "@/lib/cameras/model";

export const PUT = route(
  {
    id: "camera-layouts.change",
    method: "PUT",
    path: "/api/v1/camera-layouts/{id}",
    auth: "cameras.view",
    input: { params: cameraIds, body: CameraLayoutChange },
    output: CameraActed,
    audit: "command",
    isPrivate: true,
    summary: { vi: "Sửa một bố cục tường camera của mình", en: "Change a layout of one's own" },
  },
  ({ actor, now, params, body, tx }) => changeCameraLayout({ actor, now }, { ...params, ...body }, tx),
);
