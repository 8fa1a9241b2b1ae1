import { route } from "@/app/door";
import { restoreCameraLayout } from "@/lib/cameras/commands";
import { cameraIds, Done, NoBody } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-layouts.restore",
    method: "POST",
    path: "/api/v1/camera-layouts/{id}/restore",
    auth: "cameras.view",
    input: { params: cameraIds, body: NoBody },
    output: Done,
    audit: "command",
    isPrivate: true,
    summary: { vi: "Lấy lại một bố cục tường camera đã xóa", en: "Take back that a layout was taken away" },
  },
  ({ actor, now, params, tx }) => restoreCameraLayout({ actor, now }, params, tx),
);
