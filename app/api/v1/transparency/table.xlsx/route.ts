import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { openData, openTable } from "@/app/open-figures";
import { OpenQuery } from "@/lib/citizens/model";
import { writeWorkbook } from "@/lib/files/queries";

export const GET = route(
  {
    id: "transparency.xlsx",
    method: "GET",
    path: "/api/v1/transparency/table.xlsx",
    auth: "public",
    input: { query: OpenQuery },
    output: "stream",
    audit: "none",
    sharedSeconds: 600,
    summary: {
      vi: "Bảng số liệu công khai của các đơn vị, tệp Excel",
      en: "The table of the units' public figures as an Excel file",
    },
  },
  async ({ query, now }) => {
    const data = await openData(query, now);
    const { rows, ...head } = openTable(data, query.lang);
    return fileAnswer({
      body: writeWorkbook(head, [rows]),
      name: `cong-khai-${data.period}.xlsx`,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    });
  },
);
