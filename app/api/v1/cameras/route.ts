import { route } from "@/app/door";
import { addCamera } from "@/lib/cameras/commands";
import { CameraActed, CameraFilter, CameraInput, CameraList } from "@/lib/cameras/model";
import { listCameras } from "@/lib/cameras/queries";

export const GET = route(
  {
    id: "cameras.list",
    method: "GET",
    path: "/api/v1/cameras",
    auth: "cameras.view",
    input: { query: CameraFilter },
    output: CameraList,
    audit: "none",
    summary: {
      vi: "Các camera đang dùng và tình trạng đã kiểm chứng của từng camera, camera có sự cố đứng trước",
      en: "Cameras in service and how each is proven to stand, those in trouble first",
    },
  },
  ({ actor, query, now }) => listCameras(actor, query, now),
);

export const POST = route(
  {
    id: "cameras.add",
    method: "POST",
    path: "/api/v1/cameras",
    auth: "cameras.manage",
    input: { body: CameraInput },
    output: CameraActed,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Đăng ký một camera; tên và mật khẩu vào camera được mã hóa, không bao giờ được đọc lại",
      en: "Register a camera; the name and password it asks for are sealed and never told again",
    },
  },
  ({ actor, now, body, tx }) => addCamera({ actor, now }, body, tx),
);
