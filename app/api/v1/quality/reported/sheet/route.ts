import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, sheetsOf } from "@/app/sheet-file";
import { setReportedMonth } from "@/lib/quality/commands";
import { MonthText, maxSheetLines, SheetReport } from "@/lib/quality/model";
import { judgeMonthSheet } from "@/lib/quality/queries";
import { reportOf } from "@/lib/quality/rules";

export const POST = route(
  {
    id: "quality.report-sheet",
    method: "POST",
    path: "/api/v1/quality/reported/sheet",
    auth: "quality.manage",
    input: { body: z.strictObject({ month: MonthText, file: SheetFile }) },
    output: SheetReport,
    audit: "command",
    bodyLimit: maxSheetBody,
    summary: {
      vi: "Nhập bảng số liệu báo cáo của một tháng (.xlsx hoặc .csv, mã hóa base64): ghi hết, hoặc có dòng sai thì không ghi gì và nêu từng lý do",
      en: "Import the sheet of a month's reported figures (.xlsx or .csv, as base64): all of it, or nothing where a line is wrong, with each reason",
    },
  },
  async ({ actor, now, body: { month, file }, tx }) => {
    const judged = await judgeMonthSheet(await sheetsOf(file, maxSheetLines), month, now);
    const isGood = judged.rejected.length === 0 && judged.rows.length > 0;
    return reportOf(judged, isGood ? await setReportedMonth({ actor, now }, { month, rows: judged.rows }, tx) : null);
  },
);
