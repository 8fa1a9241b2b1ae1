import { route } from "@/app/door";
import { CameraOffer, CameraQuestion } from "@/lib/cameras/model";
import { askCamera } from "@/lib/cameras/queries";

export const POST = route(
  {
    id: "camera-registry.ask",
    method: "POST",
    path: "/api/v1/camera-registry/onvif",
    auth: "cameras.manage",
    input: { body: CameraQuestion },
    output: CameraOffer,
    audit: "access",
    isQuestion: true,
    summary: {
      vi: "Hỏi một camera qua ONVIF về kiểu máy và địa chỉ luồng hình, chỉ trong các mạng camera được phép; không lưu gì",
      en: "Asks a camera by ONVIF what it is and where its pictures are had, inside the networks of cameras only; keeps nothing",
    },
  },
  async ({ actor, body, accessed }) => {
    accessed({ type: "camera-device", id: body.host.replace(/^[a-z]+:\/\/(?:[^/@]*@)?/i, "").slice(0, 100) });
    return askCamera(actor, body);
  },
);
