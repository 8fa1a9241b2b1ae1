import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, sheetsOf } from "@/app/sheet-file";
import { recordFigures } from "@/lib/subsystems/commands";
import { mostRows, SyncView, subsystemIds } from "@/lib/subsystems/model";
import { figureRows } from "@/lib/subsystems/queries";

export const POST = route(
  {
    id: "figures.sheet",
    method: "POST",
    path: "/api/v1/subsystems/{id}/figures/sheet",
    auth: "figures.record",
    input: { params: subsystemIds, body: z.strictObject({ name: z.string().trim().min(1).max(200), file: SheetFile }) },
    output: SyncView,
    audit: "command",
    bodyLimit: maxSheetBody,
    summary: {
      vi: "Nhập số liệu của một phân hệ từ tệp .xlsx hoặc .csv (mã hóa base64)",
      en: "Take in a subsystem's figures from a .xlsx or .csv file (as base64)",
    },
  },
  async ({ actor, now, params, body: { name, file }, tx }) => {
    const { rows, lines } = figureRows(await sheetsOf(file, mostRows + 20));
    return recordFigures({ actor, now }, { ...params, rows, lines, way: "file", fileName: name }, tx);
  },
);
