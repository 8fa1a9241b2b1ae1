import { route } from "@/app/door";
import { addCameraLayout } from "@/lib/cameras/commands";
import { CameraActed, CameraLayoutInput } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-layouts.add",
    method: "POST",
    path: "/api/v1/camera-layouts",
    auth: "cameras.view",
    input: { body: CameraLayoutInput },
    output: CameraActed,
    audit: "command",
    isPrivate: true,
    summary: { vi: "Lưu một bố cục tường camera của mình", en: "Keep a layout of the camera wall as one's own" },
  },
  ({ actor, now, body, tx }) => addCameraLayout({ actor, now }, body, tx),
);
