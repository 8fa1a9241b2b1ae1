import { route } from "@/app/door";
import { WallStreamQuery } from "@/lib/cameras/model";
import { streamWall } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.wall-stream",
    method: "GET",
    path: "/api/v1/cameras/wall/stream",
    auth: "cameras.view",
    input: { query: WallStreamQuery },
    output: "stream",
    audit: "none",
    summary: {
      vi: "Hình trực tiếp của nhiều camera trên một kết nối: mỗi khung gồm số camera (4 byte), loại (1), độ dài (4), độ dài vị trí (1), vị trí và nội dung; kết thúc sau 45 giây để hỏi lại quyền xem",
      en: "The live pictures of several cameras over one connection: each frame is the camera (4 bytes), a kind (1), a length (4), the length of the place (1), the place and the content; ends after 45 seconds so that rights are asked anew",
    },
  },
  async ({ actor, query, now, request }) =>
    new Response(await streamWall(actor, query, now, request.signal), {
      headers: { "content-type": "application/octet-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
    }),
);
