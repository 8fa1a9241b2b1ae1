import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { writeWorkbook } from "@/lib/files/queries";
import { fileName } from "@/lib/files/rules";
import { sheetHeadings, sheetNotes } from "@/lib/procedures/labels";
import { sheetFields } from "@/lib/procedures/model";
import { listDetails, sheetRows } from "@/lib/procedures/queries";
import { formatDay, say } from "@/lib/words";

const title = { vi: "Danh mục thủ tục hành chính", en: "Catalogue of procedures" };
const onDay = { vi: "Áp dụng ngày", en: "As of" };

export const GET = route(
  {
    id: "procedures.export",
    method: "GET",
    path: "/api/v1/procedures/catalogue.xlsx",
    auth: "procedures.manage",
    input: { query: z.strictObject({ on: Day.optional(), template: z.literal("1").optional() }) },
    output: "stream",
    audit: "none",
    summary: {
      vi: "Danh mục thủ tục áp dụng tại một ngày thành tệp .xlsx nhập lại được; template=1 cho tệp mẫu trống",
      en: "The catalogue of a day as a .xlsx file that can be imported again; template=1 gives the empty template",
    },
  },
  async ({ actor, now, locale, query }) => {
    const on = query.on ?? cityDay(now);
    const rows = query.template ? [] : sheetRows(await listDetails(actor), on);
    const notes = [
      ...sheetNotes.map((words) => say(locale, words)),
      ...(query.template ? [] : [`${say(locale, onDay)} ${formatDay(on)}`]),
    ];
    const name = say(locale, title);
    const book = writeWorkbook(
      { title: name, notes, columns: sheetFields.map((field) => sheetHeadings[field].vi), wraps: true },
      [rows],
    );
    return fileAnswer({
      body: book,
      name: `${fileName(name)}.xlsx`,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    });
  },
);
