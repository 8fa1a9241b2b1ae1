import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { IndicatorAnswer, QuestionQuery, TargetCode } from "@/lib/indicators/model";
import { readIndicator } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "indicators.read",
    method: "GET",
    path: "/api/v1/indicators/{code}",
    auth: "overview.view",
    keys: true,
    input: { params: z.strictObject({ code: TargetCode }), query: QuestionQuery },
    output: IndicatorAnswer,
    audit: "none",
    isKept: ["documents", "users", "cameras"],
    summary: {
      vi: "Một chỉ số của hồ sơ, văn bản, chứng thư số, cuộc họp hoặc camera, kèm kỳ trước và cùng kỳ năm trước",
      en: "One indicator of dossiers, documents, certificates, meetings or cameras beside its past",
    },
  },
  ({ actor, params, query, now }) => readIndicator(actor, params.code, questionOf(query, cityDay(now))),
);
