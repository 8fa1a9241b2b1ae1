import { route } from "@/app/door";
import { OwedPage, OwedQuery } from "@/lib/forms/model";
import { readOwed } from "@/lib/forms/queries";

export const GET = route(
  {
    id: "forms.owed",
    method: "GET",
    path: "/api/v1/forms/owed",
    auth: "dossiers.process",
    input: { query: OwedQuery },
    output: OwedPage,
    audit: "none",
    summary: {
      vi: "Biểu mẫu chưa cấp sau các bước của 60 ngày qua: số lượng từng loại và danh sách hồ sơ của một loại",
      en: "Forms not yet issued after the steps of the last 60 days: how many of each kind, and the dossiers of one kind",
    },
  },
  ({ actor, now, query }) => readOwed(actor, query, now),
);
