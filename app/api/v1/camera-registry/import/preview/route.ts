import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, secretSheetsOf } from "@/app/sheet-file";
import { CameraSheetReport, maxCameraRows } from "@/lib/cameras/model";
import { previewCameraSheet } from "@/lib/cameras/queries";

export const POST = route(
  {
    id: "camera-registry.preview-import",
    method: "POST",
    path: "/api/v1/camera-registry/import/preview",
    auth: "cameras.manage",
    input: { body: z.strictObject({ file: SheetFile }) },
    output: CameraSheetReport,
    audit: "none",
    isQuestion: true,
    bodyLimit: maxSheetBody,
    summary: {
      vi: "Xem trước việc nhập danh sách camera: dòng mới, thay đổi, giữ nguyên, bị loại và lý do; không thay đổi gì, tệp không được lưu",
      en: "What importing a list of cameras would do: lines new, changed, unchanged, refused and why; changes nothing, and the file is not kept",
    },
  },
  async ({ actor, now, body }) => previewCameraSheet({ actor, now }, await secretSheetsOf(body.file, maxCameraRows)),
);
