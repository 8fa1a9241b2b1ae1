import { route } from "@/app/door";
import { showCameraLayout } from "@/lib/cameras/commands";
import { CameraLayoutShown } from "@/lib/cameras/model";

export const PUT = route(
  {
    id: "camera-layouts.show",
    method: "PUT",
    path: "/api/v1/camera-layouts/shown",
    auth: "cameras.view",
    input: { body: CameraLayoutShown },
    output: CameraLayoutShown,
    audit: "command",
    isPrivate: true,
    summary: { vi: "Ghi nhớ bố cục đang treo trên tường camera của mình", en: "Note what hangs on one's own wall of cameras" },
  },
  ({ actor, now, body, tx }) => showCameraLayout({ actor, now }, body, tx),
);
