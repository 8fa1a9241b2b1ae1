import { route } from "@/app/door";
import { CameraStory, cameraIds, StoryQuery } from "@/lib/cameras/model";
import { readCameraStory } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.read",
    method: "GET",
    path: "/api/v1/cameras/{id}",
    auth: "cameras.view",
    input: { params: cameraIds, query: StoryQuery },
    output: CameraStory,
    audit: "none",
    summary: {
      vi: "Một camera trong 30 ngày qua: từng ngày có hình bao lâu, các sự cố và các lần bảo trì",
      en: "A camera through the last thirty days: how long it showed each day, its outages and the work on it",
    },
  },
  ({ actor, params, query, now }) => readCameraStory(actor, params.id, now, query.outage),
);
