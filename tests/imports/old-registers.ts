import { csvLine } from "@/lib/files/rules";
import { receiveArchive, receiveDocumentRegister, runBatch, startDocumentImport } from "@/lib/imports/commands";
import { findDocumentImport, rejectedRows } from "@/lib/imports/queries";
import { actor, asOwner, unit } from "../city";
import { bytes } from "./importing";
import { zipOf } from "./samples/zip";

/** The clerk of phường Trần Phú, in November 2026. */
export const clerk = (now = new Date("2026-11-27T02:00:00Z")) => ({ actor: actor("clerk"), now });

/** The columns of the form, as an office that keeps its register in a spreadsheet has them. */
export const incomingHeadings = [
  "Số đến",
  "Ngày đến",
  "Tác giả",
  "Số, ký hiệu",
  "Ngày tháng văn bản",
  "Tên loại và trích yếu nội dung văn bản",
  "Nơi nhận",
  "Hạn giải quyết",
  "Tệp đính kèm",
];
export const outgoingHeadings = ["Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Ghi chú"];
export const registerCsv = (headings: readonly string[], rows: readonly (readonly string[])[]) =>
  [headings, ...rows].map((row) => csvLine(row)).join("");

type Sending = { direction?: "INCOMING" | "OUTGOING" | "INTERNAL"; year?: number; bookId?: number | null; fileName?: string };
/** Sends an old register in, and its zip where there is one; the zip is looked through and the register checked as the worker would. */
export async function sendRegister(content: string | Buffer, zip: Buffer | null, options: Sending = {}): Promise<number> {
  const { direction = "INCOMING", year = 2023, bookId = null, fileName = "so-van-ban-den-2023.csv" } = options;
  const { id } = await receiveDocumentRegister(clerk(), bytes(content), {
    ...{ unitId: unit.tranPhu, direction, year, bookId, fileName },
    idempotencyKey: null,
  });
  if (zip) {
    await receiveArchive(clerk(), bytes(zip), { batchId: id, name: "tep-2023.zip" });
    await runBatch(id, { now: () => clerk().now });
  }
  return id;
}
/** The same, brought in. */
export async function bringIn(content: string | Buffer, zip: Buffer | null, options: Sending = {}) {
  const id = await sendRegister(content, zip, options);
  await startDocumentImport(clerk(), { batchId: id });
  await runBatch(id, { now: () => clerk().now });
  return seen(id);
}
export const seen = (id: number) => findDocumentImport(clerk().actor, id, clerk().now);

/** The rows that came back: where they stood, what they said and the codes of why. */
export async function returned(id: number) {
  const found: { line: number; cells: string[]; codes: string[] }[] = [];
  for await (const rows of rejectedRows(id))
    for (const { line, cells, reasons } of rows) found.push({ line, cells, codes: reasons.map(({ code }) => code) });
  return found;
}
/** What stands in the registers, in order: number, symbol, subject and the names of its files. */
export const registered = (year = 2023) =>
  asOwner(
    async (c) =>
      (
        await c.query<{ number: number; symbol: string; subject: string; files: string[] }>(
          `select d.number, d.symbol, d.subject, array(select f.name from document_file f where f.document_id = d.id order by f.id) as files
           from document d where d.year = $1 order by d.number`,
          [year],
        )
      ).rows,
  );
export const registerLine = (year = 2023) =>
  asOwner(
    async (c) =>
      (await c.query("select last_number as last, imported_to as brought from document_register where year = $1", [year]))
        .rows[0],
  );
export const pdfZip = (files: Readonly<Record<string, Buffer | string>>) =>
  zipOf(Object.entries(files).map(([name, data]) => ({ name, data })));
