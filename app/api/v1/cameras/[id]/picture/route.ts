import * as z from "zod";
import { route } from "@/app/door";
import { cameraIds } from "@/lib/cameras/model";
import { readCameraPicture } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.picture",
    method: "GET",
    path: "/api/v1/cameras/{id}/picture",
    auth: "cameras.view",
    input: { params: cameraIds, query: z.strictObject({ at: z.string().max(40).optional() }) },
    output: "stream",
    audit: "none",
    summary: {
      vi: "Ảnh gần nhất lấy từ một camera (JPEG); thời điểm chụp nằm ở tiêu đề last-modified",
      en: "The last picture taken from a camera (JPEG); last-modified says when",
    },
  },
  async ({ actor, params, now }) => {
    const { jpeg, at } = await readCameraPicture(actor, params.id, now);
    return new Response(jpeg, {
      headers: { "content-type": "image/jpeg", "cache-control": "no-store", "last-modified": at.toUTCString() },
    });
  },
);
