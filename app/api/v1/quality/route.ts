import { route } from "@/app/door";
import { IndexAnswer, IndexQuery } from "@/lib/quality/model";
import { readIndex } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.index",
    method: "GET",
    path: "/api/v1/quality",
    auth: "overview.view",
    keys: true,
    input: { query: IndexQuery },
    output: IndexAnswer,
    audit: "none",
    isKept: true,
    summary: {
      vi: "Chỉ số phục vụ của một tháng: điểm từng nhóm, từng thành phần với tử số và mẫu số, từng đơn vị, mười hai tháng",
      en: "An index of service quality for a month: points of groups and components with what was counted, units, twelve months",
    },
  },
  ({ actor, query, now }) => readIndex(actor, query, now),
);
