import { route } from "@/app/door";
import { removeCameraLayout } from "@/lib/cameras/commands";
import { cameraIds, Done, NoBody } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-layouts.remove",
    method: "POST",
    path: "/api/v1/camera-layouts/{id}/remove",
    auth: "cameras.view",
    input: { params: cameraIds, body: NoBody },
    output: Done,
    audit: "command",
    isPrivate: true,
    summary: {
      vi: "Xóa một bố cục tường camera của mình; lấy lại được",
      en: "Take a layout of one's own away; it can be had back",
    },
  },
  ({ actor, now, params, tx }) => removeCameraLayout({ actor, now }, params, tx),
);
