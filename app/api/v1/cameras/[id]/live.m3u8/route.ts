import { route } from "@/app/door";
import { cameraIds, PlaylistQuery } from "@/lib/cameras/model";
import { readPlaylist } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.playlist",
    method: "GET",
    path: "/api/v1/cameras/{id}/live.m3u8",
    auth: "cameras.view",
    input: { params: cameraIds, query: PlaylistQuery },
    output: "stream",
    audit: "none",
    summary: {
      vi: "Danh sách các đoạn hình trực tiếp của camera (HLS độ trễ thấp); địa chỉ trong đó chỉ dùng được trong một phút",
      en: "The list of a camera's live pieces (HLS with low latency); the addresses in it stand for a minute",
    },
  },
  async ({ actor, params, query, now }) =>
    new Response(await readPlaylist(actor, params.id, query, now), {
      headers: { "content-type": "application/vnd.apple.mpegurl", "cache-control": "no-store" },
    }),
);
