import * as z from "zod";
import { route } from "@/app/door";
import { setReported } from "@/lib/quality/commands";
import { MonthText, NewReported, Reported } from "@/lib/quality/model";
import { listReported } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.reported",
    method: "GET",
    path: "/api/v1/quality/reported",
    auth: "quality.manage",
    input: { query: z.strictObject({ month: MonthText }) },
    output: z.array(Reported),
    audit: "none",
    summary: { vi: "Số liệu báo cáo của một tháng", en: "The figures reported for a month" },
  },
  ({ actor, query }) => listReported(actor, query.month),
);

export const PUT = route(
  {
    id: "quality.report-figure",
    method: "PUT",
    path: "/api/v1/quality/reported",
    auth: "quality.manage",
    input: { body: NewReported },
    output: z.object({ month: MonthText }),
    audit: "command",
    summary: {
      vi: "Ghi số liệu báo cáo của một đơn vị trong tháng, hoặc bỏ số liệu đã ghi",
      en: "Enter a reported figure of a unit for a month, or take it back",
    },
  },
  ({ actor, body, now, tx }) => setReported({ actor, now }, body, tx),
);
