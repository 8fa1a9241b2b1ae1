import { cityDay, cityInstant, nextDay } from "@/lib/calendar/rules";
import type { SheetHead } from "@/lib/files/rules";
import type { PrintedTable } from "@/lib/forms/model";
import { formatDay, formatInstant, formatNumber, type Locale, say } from "@/lib/words";
import { besideForm, columnNumbers, filled, reportColumnWords, reportGroups, reportKeyWords, reportWords } from "../labels";
import type { Report, ReportColumn, ReportRow } from "../model";

/** The agency a report is of, as paper heads it. */
export type Reporter = { agencyAbove: string | null; agency: string; placeName: string };

const formOf = (report: Report): string => `Biểu số II.06${report.by === "unit" ? "b" : "a"}/VPCP/KSTT`;
const source = "Thông tư 01/2020/TT-VPCP";

export function rowName(locale: Locale, row: ReportRow): string {
  return row.isRest ? filled(say(locale, reportWords.rest), { name: row.name }) : row.name;
}

function notesOf(locale: Locale, report: Report): string[] {
  const { withdrawn, stopped } = report.total;
  return [
    say(locale, reportWords.judged),
    ...(report.isAlone ? [say(locale, reportWords.alone)] : []),
    ...(withdrawn + stopped > 0 ? [filled(say(locale, reportWords.beside), { withdrawn, stopped })] : []),
    ...(report.isDemo ? [say(locale, reportWords.demo)] : []),
  ];
}
const periodOf = (locale: Locale, { period }: Report) =>
  filled(say(locale, reportWords.period), { from: formatDay(period.from), to: formatDay(period.to) });

/** Of what time a copy is: figures as they were known on an earlier day are of the end of that day, and tell no clock. */
export const printedAt = ({ knownOn, at }: Report): Date => (knownOn ? cityInstant(nextDay(knownOn), -1) : new Date(at));
const timeOf = (locale: Locale, { knownOn, at }: Report): string =>
  knownOn
    ? filled(say(locale, reportWords.knownOn), { day: formatDay(knownOn) })
    : filled(say(locale, reportWords.at), { time: formatInstant(new Date(at)) });
const sealText = (locale: Locale, { queryId, sha256 }: Report) => filled(say(locale, reportWords.seal), { queryId, sha256 });

/** On paper: the official language, whatever the screen speaks. */
export function paperTable(report: Report, reporter: Reporter): PrintedTable {
  const columns: readonly ReportColumn[] = reportGroups.flatMap((g) => g.columns);
  const texts = (row: Pick<ReportRow, "figures">) => columns.map((name) => formatNumber("vi", row.figures[name]));
  const [year, month = "", date] = cityDay(printedAt(report)).split("-");
  return {
    agencyAbove: reporter.agencyAbove,
    agency: reporter.agency,
    formLine: formOf(report),
    placeAndDay: `${reporter.placeName}, ngày ${date} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`,
    title: reportWords.title.vi,
    subtitles: [periodOf("vi", report)],
    measure: reportWords.measure.vi,
    headings: [
      { name: reportWords.position.vi, width: 24 },
      { name: reportKeyWords[report.by].vi, width: 0 },
      ...reportGroups.map((group) => ({
        name: group.name.vi,
        under: group.columns.map((name) => reportColumnWords[name].vi),
        width: 49,
      })),
    ],
    numbers: ["", "", ...columns.map((name) => columnNumbers[name] ?? "")],
    rows: [
      ...report.rows.map((row, i) => ({ cells: [String(i + 1), rowName("vi", row), ...texts(row)], isTotal: false })),
      { cells: ["", reportWords.total.vi, ...texts({ figures: report.total })], isTotal: true },
    ],
    notes: notesOf("vi", report),
    footer: `${formOf(report)}, ${source} – ${timeOf("vi", report)}\n${sealText("vi", report)}`,
    signatures: [
      { title: "NGƯỜI LẬP BIỂU", hint: "(Ký, ghi rõ họ tên)" },
      { title: "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", hint: "(Ký, đóng dấu)" },
    ],
  };
}

/** As a workbook: numbers stay numbers, and what the form has no place for stands beside it. */
export function workbookTable(
  locale: Locale,
  report: Report,
  reporter: Reporter,
): { head: SheetHead; rows: (string | number | null)[][] } {
  const groups = [...reportGroups, besideForm];
  const columns = groups.flatMap((g) => g.columns);
  const line = (cells: (string | number)[], figures: Report["total"]) => [...cells, ...columns.map((name) => figures[name])];
  return {
    head: {
      title: `II.06 – ${say(locale, reportWords.title)}`,
      notes: [
        `${reporter.agency} – ${formOf(report)}, ${source}`,
        periodOf(locale, report),
        `${say(locale, reportWords.measure)}. ${timeOf(locale, report)}`,
        ...notesOf(locale, report),
        sealText(locale, report),
      ],
      groups: [{ name: "", span: 2 }, ...groups.map((g) => ({ name: say(locale, g.name), span: g.columns.length }))],
      columns: [
        say(locale, reportKeyWords[report.by]),
        say(locale, reportWords.position),
        ...columns.map((name) => [say(locale, reportColumnWords[name]), columnNumbers[name]].filter(Boolean).join(" ")),
      ],
    },
    rows: [
      ...report.rows.map((row, i) => line([rowName(locale, row), i + 1], row.figures)),
      line([say(locale, reportWords.total), ""], report.total),
    ],
  };
}
