import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { writeWorkbook } from "@/lib/files/queries";
import { MonthText } from "@/lib/quality/model";
import { monthSheet } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.reported-sheet",
    method: "GET",
    path: "/api/v1/quality/reported/sheet.xlsx",
    auth: "quality.manage",
    input: { query: z.strictObject({ month: MonthText }) },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Bảng số liệu báo cáo của một tháng thành tệp .xlsx, có sẵn số đã ghi, để điền và nhập lại",
      en: "The reported figures of a month as a .xlsx file with what was entered before, to fill in and import again",
    },
  },
  async ({ actor, now, locale, query: { month }, accessed }) => {
    const { head, rows } = await monthSheet(actor, month, { locale, now });
    accessed({ type: "quality-month", id: month });
    return fileAnswer({
      body: writeWorkbook(head, [rows]),
      name: `so-lieu-chi-so-${month}.xlsx`,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    });
  },
);
