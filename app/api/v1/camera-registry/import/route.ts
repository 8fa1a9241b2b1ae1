import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, secretSheetsOf } from "@/app/sheet-file";
import { importCameraSheet } from "@/lib/cameras/commands";
import { CameraSheetReport, maxCameraRows } from "@/lib/cameras/model";

export const POST = route(
  {
    id: "camera-registry.import",
    method: "POST",
    path: "/api/v1/camera-registry/import",
    auth: "cameras.manage",
    input: {
      body: z.strictObject({
        file: SheetFile,
        /** The `state` of the preview this import follows. */
        state: z.string().max(100),
      }),
    },
    output: CameraSheetReport,
    audit: "command",
    isSensitive: true,
    bodyLimit: maxSheetBody,
    summary: {
      vi: "Nhập danh sách camera đã xem trước (.xlsx hoặc .csv, mã hóa base64), có thể kèm cột tên đăng nhập và mật khẩu; nhập lại không đổi gì",
      en: "Import a previewed list of cameras (.xlsx or .csv, as base64), with columns of sign-in names and passwords if need be; sending it again changes nothing",
    },
  },
  async ({ actor, now, body: { file, state }, tx }) =>
    importCameraSheet({ actor, now }, { sheets: await secretSheetsOf(file, maxCameraRows), state }, tx),
);
