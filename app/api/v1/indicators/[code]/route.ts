import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { IndicatorAnswer, IndicatorCode, QuestionQuery } from "@/lib/indicators/model";
import { readIndicator } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "indicators.read",
    method: "GET",
    path: "/api/v1/indicators/{code}",
    auth: "overview.view",
    keys: true,
    input: { params: z.strictObject({ code: IndicatorCode }), query: QuestionQuery },
    output: IndicatorAnswer,
    audit: "none",
    isKept: true,
    summary: { vi: "Một chỉ số, kèm kỳ trước và cùng kỳ năm trước", en: "One indicator beside its past" },
  },
  ({ actor, params, query, now }) => readIndicator(actor, params.code, questionOf(query, cityDay(now))),
);
