import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { cityDay } from "@/lib/calendar/rules";
import { ReportQuery } from "@/lib/quality/model";
import { reportPdf } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.report-pdf",
    method: "GET",
    path: "/api/v1/quality/report.pdf",
    auth: "overview.view",
    input: { query: ReportQuery },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: { vi: "Biểu II.06 của một kỳ, bản in khổ A4 nằm ngang", en: "Form II.06 of a period, printed on A4 landscape" },
  },
  async ({ actor, now, query, accessed }) => {
    const file = await reportPdf(actor, query, cityDay(now));
    accessed({ type: "report", id: "II.06" });
    return fileAnswer(file, "inline");
  },
);
