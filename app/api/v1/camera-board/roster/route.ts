import { route } from "@/app/door";
import { CameraRoster, CameraRosterQuestion } from "@/lib/indicators/model";
import { readCameraRoster } from "@/lib/indicators/queries";

export const GET = route(
  {
    id: "camera-board.roster",
    method: "GET",
    path: "/api/v1/camera-board/roster",
    auth: "overview.view",
    keys: true,
    input: { query: CameraRosterQuestion },
    output: CameraRoster,
    audit: "none",
    summary: {
      vi: "Những camera, sự cố hoặc thôn, tổ dân phố mà một con số về camera đếm; tên chỉ cho người được xem camera",
      en: "The cameras, outages or hamlets a figure of cameras counts; names only for those who may see cameras",
    },
  },
  ({ actor, query, now }) => readCameraRoster(actor, query, now),
);
