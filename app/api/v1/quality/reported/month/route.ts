import { route } from "@/app/door";
import { setReportedMonth } from "@/lib/quality/commands";
import { NewReportedMonth, ReportedMonth } from "@/lib/quality/model";

export const PUT = route(
  {
    id: "quality.report-month",
    method: "PUT",
    path: "/api/v1/quality/reported/month",
    auth: "quality.manage",
    input: { body: NewReportedMonth },
    output: ReportedMonth,
    audit: "command",
    bodyLimit: 4_000_000,
    summary: {
      vi: "Ghi số liệu báo cáo của nhiều đơn vị trong một tháng: ghi hết hoặc không ghi gì",
      en: "Enter reported figures of many units for a month: all of them or none",
    },
  },
  ({ actor, body, now, tx }) => setReportedMonth({ actor, now }, body, tx),
);
