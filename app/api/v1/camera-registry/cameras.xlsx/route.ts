import { cameraFile } from "@/app/camera-file";
import { route } from "@/app/door";
import { CameraFileQuery } from "@/lib/cameras/model";

export const GET = route(
  {
    id: "camera-registry.export-xlsx",
    method: "GET",
    path: "/api/v1/camera-registry/cameras.xlsx",
    auth: "cameras.manage",
    input: { query: CameraFileQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Danh sách camera thành tệp .xlsx nhập lại được, không có tên và mật khẩu vào camera; template=1 cho tệp mẫu trống",
      en: "The list of cameras as a .xlsx file that can be imported again, without names and passwords; template=1 gives the empty template",
    },
  },
  (call) => cameraFile("xlsx", call),
);
