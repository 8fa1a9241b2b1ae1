import { cityDay, readDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { writeWorkbook } from "@/lib/files/queries";
import type { PrintedTable } from "@/lib/forms/model";
import { type FormFile, tablePdf } from "@/lib/forms/queries";
import { type Actor, can } from "@/lib/policy";
import { formatDay } from "@/lib/words";
import { taskStateWords } from "../labels";
import { bookRows, mostPrinted, type RegisterLine } from "./lines";
import type { RegisterQuery } from "./model";

/** The columns of the registers (NĐ 30/2020/NĐ-CP, Phụ lục IV). A width of 0 takes what is left. */
const incoming = [
  { name: "Ngày đến", width: 48, of: (line: RegisterLine) => day(line.arrivedOn) },
  { name: "Số đến", width: 32, of: (line: RegisterLine) => String(line.number) },
  { name: "Tác giả", width: 90, of: (line: RegisterLine) => line.issuer },
  { name: "Số, ký hiệu văn bản", width: 74, of: (line: RegisterLine) => line.symbol ?? "" },
  { name: "Ngày tháng văn bản", width: 48, of: (line: RegisterLine) => day(line.issuedOn) },
  { name: "Tên loại và trích yếu nội dung văn bản", width: 0, of: titleOf },
  { name: "Đơn vị hoặc người nhận", width: 86, of: (line: RegisterLine) => line.recipients.join("; ") },
  { name: "Ngày chuyển", width: 44, of: () => "" },
  { name: "Ký nhận", width: 44, of: () => "" },
  { name: "Ghi chú", width: 66, of: noteOf },
];
/** Sổ theo dõi giải quyết văn bản đến. */
const followUp = [
  { name: "Số đến", width: 36, of: (line: RegisterLine) => String(line.number) },
  { name: "Tên loại, số, ký hiệu, ngày tháng và cơ quan ban hành văn bản", width: 0, of: sourceOf },
  { name: "Đơn vị hoặc người nhận", width: 130, of: (line: RegisterLine) => line.receivers ?? line.recipients.join("; ") },
  { name: "Thời hạn giải quyết", width: 54, of: (line: RegisterLine) => day(line.workDueOn) },
  { name: "Tiến độ giải quyết", width: 150, of: progressOf },
  { name: "Số, ký hiệu văn bản trả lời", width: 80, of: (line: RegisterLine) => line.answers ?? "" },
  { name: "Ghi chú", width: 76, of: noteOf },
];
const outgoing = [
  { name: "Số, ký hiệu văn bản", width: 74, of: (line: RegisterLine) => line.symbol ?? "" },
  { name: "Ngày tháng văn bản", width: 48, of: (line: RegisterLine) => day(line.issuedOn) },
  { name: "Tên loại và trích yếu nội dung văn bản", width: 0, of: titleOf },
  { name: "Người ký", width: 80, of: (line: RegisterLine) => line.signerName ?? "" },
  { name: "Nơi nhận văn bản", width: 110, of: (line: RegisterLine) => line.recipients.join("; ") },
  { name: "Đơn vị, người nhận bản lưu", width: 70, of: (line: RegisterLine) => line.keeper ?? "" },
  { name: "Số lượng bản", width: 36, of: (line: RegisterLine) => (line.copies === null ? "" : String(line.copies)) },
  { name: "Ngày chuyển", width: 44, of: () => "" },
  { name: "Ký nhận", width: 44, of: () => "" },
  { name: "Ghi chú", width: 66, of: noteOf },
];
const day = (at: Date | null) => (at ? formatDay(readDay(at)) : "");
function titleOf({ typeName, subject }: RegisterLine): string {
  return `${typeName}: ${subject}`;
}
function sourceOf({ typeName, subject, symbol, issuedOn, issuer }: RegisterLine): string {
  const named = [typeName, symbol && `số ${symbol}`, issuedOn && `ngày ${day(issuedOn)}`, `của ${issuer}`]
    .filter(Boolean)
    .join(" ");
  return `${named}: ${subject}`;
}
function progressOf({ closedAt, outcome, leadState, progress }: RegisterLine): string {
  if (closedAt) return `Kết thúc ngày ${formatDay(cityDay(closedAt))}: ${outcome ?? ""}`;
  return [leadState && taskStateWords(leadState, "LEAD").vi, progress].filter(Boolean).join(": ");
}
function noteOf({ voidReason, note }: RegisterLine): string {
  return [voidReason === null ? null : `BỎ SỐ: ${voidReason}`, note].filter(Boolean).join(". ");
}

const source = "Theo mẫu sổ của Nghị định số 30/2020/NĐ-CP, Phụ lục IV";
const titles = {
  INCOMING: "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
  OUTGOING: "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
  INTERNAL: "SỔ ĐĂNG KÝ VĂN BẢN NỘI BỘ",
} as const;

type Head = {
  agencyAbove: string | null;
  agency: string;
  title: string;
  subtitles: string[];
  columns: typeof incoming;
  count: number;
  name: string;
};
/** Not-found for a book out of the actor's reach or without that year; `register-too-large` above `most` documents. */
async function headOf(actor: Actor, { bookId, year, from, to, form }: RegisterQuery, most: number): Promise<Head> {
  const book = await db.documentBook.findUnique({ where: { id: bookId }, include: { registers: { where: { year } } } });
  const register = book?.registers[0];
  if (!book || !register || !can(actor, "documents.register", book.unitId)) throw new AppError("not-found", "not-found");
  const isFollowUp = form === "follow-up";
  if (isFollowUp && book.direction !== "INCOMING") throw new AppError("not-found", "not-found");
  const [unit] = await db.$queryRaw<{ name: string; above: string | null }[]>`
    select u.name, p.name as above from unit u left join unit p on p.id = u.parent_id where u.id = ${book.unitId}`;
  const count =
    (
      await db.$queryRaw<
        { n: number }[]
      >`select count(*)::int as n from document d where d.book_id = ${bookId} and d.year = ${year}
    and d.registered_on between ${from ?? "0001-01-01"}::date and ${to ?? "9999-12-31"}::date`
    )[0]?.n ?? 0;
  if (count > most) throw new AppError("refused", "register-too-large", { detail: { count, most } });
  const span = [from && `từ ngày ${formatDay(from)}`, to && `đến ngày ${formatDay(to)}`].filter(Boolean).join(" ");
  return {
    agencyAbove: unit?.above ?? null,
    agency: unit?.name ?? "",
    title: isFollowUp ? "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN" : titles[book.direction],
    subtitles: [
      `${book.name} – Năm ${year}${span ? `, ${span}` : ""}`,
      ...(register.closedAt
        ? [`Sổ đã khóa ngày ${formatDay(cityDay(register.closedAt))}, số cuối cùng: ${register.lastNumber}`]
        : []),
    ],
    columns: isFollowUp ? followUp : book.direction === "INCOMING" ? incoming : outgoing,
    count,
    name: `${isFollowUp ? "so-theo-doi-van-ban-den" : "so-van-ban"}-${bookId}-${year}`,
  };
}

/** A register of a year on A4 across, its headings on every page. Refuses what `headOf` refuses, `printing-busy`. */
export async function documentRegisterPdf(actor: Actor, query: RegisterQuery, now: Date): Promise<FormFile> {
  const { agencyAbove, agency, title, subtitles, columns, count, name } = await headOf(actor, query, mostPrinted.pdf);
  const rows: PrintedTable["rows"][number][] = [];
  for await (const lines of bookRows(query))
    rows.push(...lines.map((line) => ({ cells: columns.map(({ of }) => of(line)), isTotal: false })));
  const table: PrintedTable = {
    ...{ agencyAbove, agency, title, subtitles, rows },
    placeAndDay: " ",
    formLine: " ",
    measure: `Tổng số: ${count} văn bản`,
    headings: columns.map(({ name: heading, width }) => ({ name: heading, width })),
    numbers: columns.map((_, i) => `(${i + 1})`),
    alignments: columns.map(() => "left" as const),
    notes: [],
    footer: source,
    signatures: [
      { title: "NGƯỜI LẬP SỔ", hint: "(Ký và ghi rõ họ tên)" },
      { title: "THỦ TRƯỞNG ĐƠN VỊ", hint: "(Ký, ghi rõ họ tên và đóng dấu)" },
    ],
  };
  return tablePdf(actor, table, { at: now, name });
}

/** The same as a workbook, read from the records as it is written. */
export async function documentRegisterXlsx(actor: Actor, query: RegisterQuery): Promise<FormFile> {
  const { agency, title, subtitles, columns, name } = await headOf(actor, query, mostPrinted.xlsx);
  async function* cells() {
    for await (const lines of bookRows(query)) yield lines.map((line) => columns.map(({ of }) => of(line)));
  }
  const head = { title, notes: [agency, ...subtitles, source], columns: columns.map((column) => column.name) };
  return {
    body: writeWorkbook({ ...head, wraps: true }, cells()),
    name: `${name}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}
