import { route } from "@/app/door";
import { openData } from "@/app/open-figures";
import { OpenData, OpenQuery } from "@/lib/citizens/model";

export const GET = route(
  {
    id: "transparency.read",
    method: "GET",
    path: "/api/v1/transparency",
    auth: "public",
    input: { query: OpenQuery },
    output: OpenData,
    audit: "none",
    sharedSeconds: 600,
    summary: {
      vi: "Số liệu công khai của các đơn vị theo tháng, quý hoặc năm, kèm từ điển và điều kiện sử dụng",
      en: "The units' public figures for a month, a quarter or a year, with dictionary and terms of use",
    },
  },
  ({ query, now }) => openData(query, now),
);
