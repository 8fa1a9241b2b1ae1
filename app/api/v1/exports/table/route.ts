import * as z from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { writeWorkbook } from "@/lib/files/queries";

const Cell = z.union([z.string().max(500), z.number(), z.null()]);
const Table = z.strictObject({
  title: z.string().trim().min(1).max(200),
  notes: z.array(z.string().max(300)).max(20),
  columns: z.array(z.string().max(300)).min(1).max(200),
  rows: z.array(z.array(Cell).max(200)).max(5_000),
});

/** Figures that are on somebody's screen already, as a spreadsheet: text stays text, so nothing in it can run as a formula. */
export const POST = route(
  {
    id: "exports.table",
    method: "POST",
    path: "/api/v1/exports/table",
    auth: "overview.view",
    input: { body: Table },
    output: "stream",
    isExport: true,
    audit: "none",
    bodyLimit: 2_000_000,
    isQuestion: true,
    summary: { vi: "Xuất một bảng số liệu thành tệp Excel", en: "Make an Excel file of a table of figures" },
  },
  async ({ body }) =>
    fileAnswer({
      body: writeWorkbook(body, [body.rows]),
      name: null,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }),
);
