import * as z from "zod";
import { route } from "@/app/door";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { Explanation, TargetCode } from "@/lib/indicators/model";
import { explainIndicator } from "@/lib/indicators/queries";

export const GET = route(
  {
    id: "indicators.explain",
    method: "GET",
    path: "/api/v1/indicators/{code}/explanation",
    auth: "overview.view",
    keys: true,
    input: { params: z.strictObject({ code: TargetCode }), query: z.strictObject({ asOf: Day.optional() }) },
    output: Explanation,
    audit: "none",
    summary: {
      vi: "Diễn giải một chỉ số: cách tính, căn cứ vào ngày được hỏi, nguồn, và lần thay đổi gần nhất của dữ liệu được đếm",
      en: "What an indicator is made of, in words, by the texts of the day asked about, and when its records last changed",
    },
  },
  ({ actor, params, query, locale, now }) => explainIndicator(actor, params.code, locale, query.asOf ?? cityDay(now)),
);
