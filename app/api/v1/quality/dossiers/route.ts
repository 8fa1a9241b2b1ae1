import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { LostPage, LostQuery } from "@/lib/quality/model";
import { findLost } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.lost",
    method: "GET",
    path: "/api/v1/quality/dossiers",
    auth: "dossiers.view",
    keys: true,
    input: { query: LostQuery },
    output: LostPage,
    audit: "none",
    summary: {
      vi: "Hồ sơ làm mất điểm của một thành phần trong tháng, kèm lý do",
      en: "The dossiers that cost a component points in a month, and why",
    },
  },
  ({ actor, query, now }) => findLost(actor, query, cityDay(now)),
);
