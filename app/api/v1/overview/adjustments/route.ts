import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { Adjustments, QuestionQuery } from "@/lib/indicators/model";
import { readAdjustments } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "overview.adjustments",
    method: "GET",
    path: "/api/v1/overview/adjustments",
    auth: "overview.view",
    keys: true,
    input: { query: QuestionQuery.omit({ asOf: true, knownOn: true }) },
    output: Adjustments,
    audit: "none",
    summary: {
      vi: "Số liệu của kỳ đã khép lại được điều chỉnh thế nào so với khi biết ở ngày cuối kỳ",
      en: "How the figures of a closed period changed since they were known on its last day",
    },
  },
  ({ actor, query, now }) => readAdjustments(actor, questionOf(query, cityDay(now)), cityDay(now)),
);
