import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { cityDay } from "@/lib/calendar/rules";
import { ReportQuery } from "@/lib/quality/model";
import { reportXlsx } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.report-xlsx",
    method: "GET",
    path: "/api/v1/quality/report.xlsx",
    auth: "overview.view",
    input: { query: ReportQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: { vi: "Biểu II.06 của một kỳ thành tệp Excel", en: "Form II.06 of a period as an Excel file" },
  },
  async ({ actor, now, query, locale, accessed }) => {
    const file = await reportXlsx(actor, query, cityDay(now), locale);
    accessed({ type: "report", id: "II.06" });
    return fileAnswer(file);
  },
);
