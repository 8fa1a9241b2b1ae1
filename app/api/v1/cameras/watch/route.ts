import { route } from "@/app/door";
import { watchCameras } from "@/lib/cameras/commands";
import { WatchingMany, WatchManyInput } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "cameras.watch-many",
    method: "POST",
    path: "/api/v1/cameras/watch",
    auth: "cameras.view",
    input: { body: WatchManyInput },
    output: WatchingMany,
    audit: "command",
    isPrivate: true,
    summary: {
      vi: "Mở hình trực tiếp của nhiều camera cho phiên này; việc xem từng camera được ghi vào nhật ký",
      en: "Open the live pictures of several cameras for this session; each look is told to the log",
    },
  },
  ({ actor, now, body, tx }) => watchCameras({ actor, now }, body, tx),
);
