import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { Overview, QuestionQuery } from "@/lib/indicators/model";
import { readOverview } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "overview.read",
    method: "GET",
    path: "/api/v1/overview",
    auth: "overview.view",
    keys: true,
    input: { query: QuestionQuery },
    output: Overview,
    audit: "none",
    isKept: true,
    summary: {
      vi: "Toàn bộ số liệu của trang tổng quan, lấy từ cùng một thời điểm của sổ hồ sơ",
      en: "Every number of the overview, from one state of the records",
    },
  },
  ({ actor, query, now }) => readOverview(actor, questionOf(query, cityDay(now))),
);
