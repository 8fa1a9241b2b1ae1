import { route } from "@/app/door";
import { setCameraKeeping } from "@/lib/cameras/commands";
import { CameraKeeping } from "@/lib/cameras/model";

export const PUT = route(
  {
    id: "camera-registry.set-keeping",
    method: "PUT",
    path: "/api/v1/camera-registry/keeping",
    auth: "cameras.manage",
    input: { body: CameraKeeping },
    output: CameraKeeping,
    audit: "command",
    summary: {
      vi: "Đặt thời gian giữ ảnh gần nhất của camera; ảnh cũ hơn không ai xem được và bị xóa",
      en: "Set how long the last picture of a camera is kept; an older one is shown to nobody and removed",
    },
  },
  ({ actor, now, body, tx }) => setCameraKeeping({ actor, now }, body, tx),
);
