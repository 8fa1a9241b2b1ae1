import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { Breakdown, breakdownKeys, CodeList, QuestionQuery } from "@/lib/indicators/model";
import { readBreakdown } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "indicators.breakdown",
    method: "GET",
    path: "/api/v1/breakdown",
    auth: "overview.view",
    keys: true,
    input: { query: QuestionQuery.extend({ codes: CodeList, by: z.enum(breakdownKeys) }) },
    output: Breakdown,
    audit: "none",
    isKept: true,
    summary: {
      vi: "Chỉ số chia theo đơn vị, thủ tục, lĩnh vực, kênh nộp hoặc tháng",
      en: "Indicators split by unit, procedure, sector, channel or month",
    },
  },
  ({ actor, query: { codes, by, ...query }, now }) =>
    readBreakdown(actor, { codes, by, question: questionOf(query, cityDay(now)) }),
);
