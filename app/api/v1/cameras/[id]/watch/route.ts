import { route } from "@/app/door";
import { watchCamera } from "@/lib/cameras/commands";
import { cameraIds, WatchInput, Watching } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "cameras.watch",
    method: "POST",
    path: "/api/v1/cameras/{id}/watch",
    auth: "cameras.view",
    input: { params: cameraIds, body: WatchInput },
    output: Watching,
    audit: "command",
    isPrivate: true,
    summary: {
      vi: "Mở hình trực tiếp của một camera cho phiên này; việc xem được ghi vào nhật ký",
      en: "Open a camera's live picture for this session; that somebody looks is told to the log",
    },
  },
  ({ actor, now, params, body, tx }) => watchCamera({ actor, now }, { ...params, ...body }, tx),
);
