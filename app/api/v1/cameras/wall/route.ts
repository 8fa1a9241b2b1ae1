import { route } from "@/app/door";
import { CameraWall } from "@/lib/cameras/model";
import { readCameraWall } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.wall",
    method: "GET",
    path: "/api/v1/cameras/wall",
    auth: "cameras.view",
    input: {},
    output: CameraWall,
    audit: "none",
    summary: {
      vi: "Những gì có thể treo trên tường camera: các camera, bố cục của mình và bố cục dùng chung, bố cục mở lần trước",
      en: "What may hang on the wall: cameras, one's own layouts and the shared ones, and what hung there last",
    },
  },
  ({ actor, now }) => readCameraWall(actor, now),
);
