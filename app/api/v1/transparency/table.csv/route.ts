import { Readable } from "node:stream";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { openData, openTable } from "@/app/open-figures";
import { OpenQuery } from "@/lib/citizens/model";
import { csvHead, csvLine } from "@/lib/files/rules";

export const GET = route(
  {
    id: "transparency.csv",
    method: "GET",
    path: "/api/v1/transparency/table.csv",
    auth: "public",
    input: { query: OpenQuery },
    output: "stream",
    audit: "none",
    sharedSeconds: 600,
    summary: { vi: "Bảng số liệu công khai của các đơn vị, tệp CSV", en: "The table of the units' public figures as CSV" },
  },
  async ({ query, now }) => {
    const data = await openData(query, now);
    const { rows, ...head } = openTable(data, query.lang);
    const body = Readable.from([csvHead(head), ...rows.map((row) => csvLine(row))]);
    return fileAnswer({ body, name: `cong-khai-${data.period}.csv`, type: "text/csv; charset=utf-8" });
  },
);
