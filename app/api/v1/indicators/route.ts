import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { Explanation } from "@/lib/indicators/model";
import { listIndicators } from "@/lib/indicators/queries";

export const GET = route(
  {
    id: "indicators.list",
    method: "GET",
    path: "/api/v1/indicators",
    auth: "overview.view",
    keys: true,
    input: { query: z.strictObject({}) },
    output: z.object({ indicators: z.array(Explanation.omit({ lastChangeAt: true })) }),
    audit: "none",
    summary: { vi: "Danh mục chỉ số và cách tính", en: "The indicators and their definitions" },
  },
  async ({ locale, now }) => ({ indicators: listIndicators(locale, cityDay(now)) }),
);
