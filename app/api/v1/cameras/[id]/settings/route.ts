import { route } from "@/app/door";
import { changeCamera } from "@/lib/cameras/commands";
import { CameraActed, CameraChangeInput, CameraSettings, cameraIds } from "@/lib/cameras/model";
import { readCameraSettings } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.settings",
    method: "GET",
    path: "/api/v1/cameras/{id}/settings",
    auth: "cameras.manage",
    input: { params: cameraIds },
    output: CameraSettings,
    audit: "none",
    summary: {
      vi: "Thông tin đăng ký của một camera, không có tên và mật khẩu vào camera",
      en: "What a camera is registered with, without the name and password it asks for",
    },
  },
  ({ actor, params }) => readCameraSettings(actor, params.id),
);

export const PUT = route(
  {
    id: "cameras.change",
    method: "PUT",
    path: "/api/v1/cameras/{id}/settings",
    auth: "cameras.manage",
    input: { params: cameraIds, body: CameraChangeInput },
    output: CameraActed,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Sửa thông tin của một camera; không gửi tên và mật khẩu thì giữ nguyên như đang có",
      en: "Change what a camera is registered with; without a name and password those there are stay",
    },
  },
  ({ actor, now, params, body, tx }) => changeCamera({ actor, now }, { ...params, ...body }, tx),
);
