import { z } from "zod";
import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { AppError } from "@/lib/errors";
import { writeWorkbook } from "@/lib/files/queries";

const limitBytes = 2_000_000;
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
    input: {},
    output: "stream",
    isExport: true,
    audit: "none",
    bodyLimit: "stream",
    summary: { vi: "Xuất một bảng số liệu thành tệp Excel", en: "Make an Excel file of a table of figures" },
  },
  async ({ request }) => {
    const text = await readText(request);
    const table = Table.safeParse(parse(text));
    if (!table.success)
      throw new AppError("invalid", "input", {
        faults: table.error.issues.map((i) => ({ path: `body.${i.path.join(".")}`, code: i.code })),
      });
    return fileAnswer({
      body: writeWorkbook(table.data, [table.data.rows]),
      name: null,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    });
  },
);

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limitBytes) throw new AppError("invalid", "body-too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "not-json");
  }
}
