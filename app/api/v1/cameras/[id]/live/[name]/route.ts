import { route } from "@/app/door";
import { LivePartQuery, liveNames } from "@/lib/cameras/model";
import { readLivePart } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.live-part",
    method: "GET",
    path: "/api/v1/cameras/{id}/live/{name}",
    auth: "cameras.view",
    input: { params: liveNames, query: LivePartQuery },
    output: "stream",
    audit: "none",
    summary: {
      vi: "Một đoạn hình trực tiếp của camera, theo địa chỉ có hạn trong danh sách của phiên này",
      en: "A piece of a camera's live picture, by an address of this session's list that has not run out",
    },
  },
  async ({ actor, params: { id, name }, query, now }) =>
    new Response(await readLivePart(actor, id, name, query, now), {
      headers: { "content-type": "video/mp4", "cache-control": "no-store" },
    }),
);
