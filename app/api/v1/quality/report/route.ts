import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { Report, ReportQuery } from "@/lib/quality/model";
import { readReport } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.report",
    method: "GET",
    path: "/api/v1/quality/report",
    auth: "overview.view",
    keys: true,
    input: { query: ReportQuery },
    output: Report,
    audit: "none",
    isKept: true,
    summary: {
      vi: "Báo cáo giải quyết thủ tục hành chính (biểu II.06) của một kỳ, theo lĩnh vực, đơn vị hoặc thủ tục",
      en: "The report on administrative procedures (form II.06) of a period, by sector, unit or procedure",
    },
  },
  ({ actor, query, now }) => readReport(actor, query, cityDay(now)),
);
