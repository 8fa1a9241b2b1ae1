import { route } from "@/app/door";
import { CameraRegistry } from "@/lib/cameras/model";
import { readCameraRegistry } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "camera-registry.read",
    method: "GET",
    path: "/api/v1/camera-registry",
    auth: "cameras.manage",
    input: {},
    output: CameraRegistry,
    audit: "none",
    summary: {
      vi: "Các nhóm camera, thời gian giữ ảnh và đơn vị nào được xem thêm camera nào",
      en: "Groups of cameras, how long pictures are kept, and which unit may look at which further cameras",
    },
  },
  ({ actor, now }) => readCameraRegistry(actor, now),
);
