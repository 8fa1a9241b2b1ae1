import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { HeatMap, IndicatorCode, QuestionQuery } from "@/lib/indicators/model";
import { readHeatMap } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "indicators.heat-map",
    method: "GET",
    path: "/api/v1/heat-map",
    auth: "overview.view",
    keys: true,
    input: {
      query: QuestionQuery.extend({
        code: IndicatorCode.default("on-time-rate"),
        by: z.enum(["procedure", "sector"]).default("procedure"),
        columns: z.coerce.number().int().min(1).max(100).default(20),
      }),
    },
    output: HeatMap,
    audit: "none",
    isKept: true,
    summary: {
      vi: "Một chỉ số cho từng cặp đơn vị và thủ tục hoặc lĩnh vực, nhiều hồ sơ trước",
      en: "An indicator for each pair of unit and procedure or sector, the busiest first",
    },
  },
  ({ actor, query: { code, by, columns, ...query }, now }) =>
    readHeatMap(actor, { code, by, columns, question: questionOf(query, cityDay(now)) }),
);
