import { type Cell, csvHead, csvLine, type SheetHead } from "@/lib/files/rules";
import { formatDay, formatInstant, type Locale, say, type Words } from "@/lib/words";
import { channelWords, outcomeWords, stateWords } from "../labels";
import type { ListedDossier } from "../model";
import { latenessText } from "./lateness";

/** The columns of the list as a file; what the screen masks is masked here. */
const columns: readonly [Words, (row: ListedDossier, locale: Locale) => Cell][] = [
  [{ vi: "Mã hồ sơ", en: "Code" }, (r) => r.code],
  [{ vi: "Người nộp", en: "Applicant" }, (r) => r.applicantName],
  [{ vi: "Điện thoại", en: "Phone" }, (r) => r.phoneMasked],
  [{ vi: "Mã thủ tục", en: "Procedure code" }, (r) => r.procedureCode],
  [{ vi: "Thủ tục", en: "Procedure" }, (r) => r.procedureName],
  [{ vi: "Đơn vị giải quyết", en: "Settling unit" }, (r) => r.unitName],
  [{ vi: "Kênh nộp", en: "Channel" }, (r, locale) => say(locale, channelWords[r.channel])],
  [{ vi: "Tiếp nhận", en: "Accepted" }, (r) => instant(r.acceptedAt)],
  [{ vi: "Hẹn trả", en: "Due" }, (r) => instant(r.dueAt)],
  [{ vi: "Hẹn lại", en: "New day" }, (r) => r.extendedDueOn && formatDay(r.extendedDueOn)],
  [{ vi: "Xong", en: "Finished" }, (r) => instant(r.endedAt)],
  [{ vi: "Trả kết quả", en: "Returned" }, (r) => instant(r.returnedAt)],
  [{ vi: "Trạng thái", en: "State" }, (r, locale) => say(locale, stateWords[r.state])],
  [{ vi: "Kết quả thời hạn", en: "Against the due day" }, (r, locale) => r.outcome && say(locale, outcomeWords[r.outcome])],
  [{ vi: "Còn lại (ngày làm việc, âm là quá hạn)", en: "Left (working days, negative: late)" }, daysLeft],
  [{ vi: "Lý do quá hạn", en: "Reason of lateness" }, (r, locale) => latenessText(locale, r.lateness)],
  [{ vi: "Người đang xử lý", en: "With" }, (r) => r.assigneeName],
  [{ vi: "Bước đang ở", en: "Step" }, (r) => r.stepName],
];
/** Past its day over a day off only, or in a year nobody has decided: late, and by no working day that could be counted. */
function daysLeft({ workingDaysLeft, isOverdue }: ListedDossier, locale: Locale): Cell {
  if (!isOverdue || (workingDaysLeft !== null && workingDaysLeft < 0)) return workingDaysLeft;
  return say(locale, workingDaysLeft === null ? late : lateByLess);
}
const late: Words = { vi: "quá hạn", en: "late" };
const lateByLess: Words = { vi: "quá hạn chưa đến 1 ngày làm việc", en: "late by less than a working day" };
const instant = (at: string | null): Date | null => (at ? new Date(at) : null);

export const exportColumns = (locale: Locale): string[] => columns.map(([words]) => say(locale, words));
export const exportCells = (row: ListedDossier, locale: Locale): Cell[] => columns.map(([, of]) => of(row, locale));

const cityOffsetMs = 7 * 3_600_000;
/** A spreadsheet knows no time zones: an instant is written as the city's clock showed it. */
export const onCityClock = (cells: readonly Cell[]): Cell[] =>
  cells.map((cell) => (cell instanceof Date ? new Date(cell.getTime() + cityOffsetMs) : cell));

/** The list as CSV, a page of rows at a time. */
export async function* exportAsCsv(
  head: SheetHead,
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder();
  yield bytes.encode(csvHead(head));
  for await (const rows of pages) {
    const lines = rows.map((cells) => csvLine(cells.map((cell) => (cell instanceof Date ? formatInstant(cell) : cell))));
    yield bytes.encode(lines.join(""));
  }
}
