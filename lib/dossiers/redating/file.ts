import { Readable } from "node:stream";
import type { CalendarChange, Day } from "@/lib/calendar/model";
import { cityDay, daysBetween } from "@/lib/calendar/rules";
import { findCity } from "@/lib/city/queries";
import { db } from "@/lib/db/client";
import { writeWorkbook } from "@/lib/files/queries";
import { type Cell, fileName } from "@/lib/files/rules";
import { formatInstant, formatNumber, type Locale, say, type Words } from "@/lib/words";
import { exportAsCsv, onCityClock } from "../list/export";
import { type MovedDossier, toldOf } from "./open-clocks";
import { scansByDue, touchedAsPreviewed, unitNames, wayOf } from "./preview";
import { noteOf } from "./turn";

const titleWords: Words = { vi: "Hồ sơ đổi ngày hẹn trả", en: "Dossiers that get another due day" };
const movedWords: Words = { vi: "Số hồ sơ đổi ngày hẹn", en: "Dossiers that move" };
const uncountedWords: Words = {
  vi: "Không tính được vì chưa có lịch năm sau, giữ nguyên ngày hẹn",
  en: "Not counted because next year has no calendar, the due day stays",
};
const atWords: Words = { vi: "Xem trước lúc", en: "Previewed at" };
const demoWords: Words = { vi: "Dữ liệu mô phỏng", en: "Simulated data" };
const columnWords: readonly Words[] = [
  { vi: "Mã hồ sơ", en: "Code" },
  { vi: "Đơn vị giải quyết", en: "Settling unit" },
  { vi: "Đang hẹn trả", en: "Due now" },
  { vi: "Hẹn trả mới", en: "New due day" },
  { vi: "Thay đổi", en: "Change" },
  { vi: "Lùi (ngày theo lịch, âm là sớm hơn)", en: "Later by (calendar days, negative: earlier)" },
  { vi: "Ghi chú", en: "Note" },
];
const wayWords: Readonly<Record<ReturnType<typeof wayOf>, Words>> = {
  later: { vi: "Lùi ngày hẹn", en: "Due later" },
  earlier: { vi: "Phải trả sớm hơn", en: "Due earlier" },
  otherHour: { vi: "Giữ ngày, đổi giờ hẹn", en: "Same day, another hour" },
};
const pausedWords: Words = { vi: "Đang tạm dừng tính thời hạn", en: "Its clock stands" };

/** What is kept of a dossier until its line is written: a storm moves tens of thousands. */
type Line = { code: string; unitId: number; fromAt: Date; toAt: Date; way: ReturnType<typeof wayOf>; isPaused: boolean };
const lineOf = (dossier: MovedDossier): Line => {
  const { from, to } = toldOf(dossier);
  const { code, id, unitId, stopId } = dossier;
  return {
    ...{ code: code ?? String(id), unitId, fromAt: from.dueAt, toAt: to.dueAt },
    ...{ way: wayOf(dossier), isPaused: stopId !== null },
  };
};

/** `from`: the first day the change touches. */
export type MovedFile = { body: Readable; type: string; name: string; from: Day };

/**
 * Every dossier a change of the calendar would move, as a file; how many they are stands above them. All are read in one snapshot before the
 * first byte, so that the file is of one state of the records however slowly it is taken. Refuses `calendar-changed` and what the change
 * itself would.
 */
export async function fileOfMoved(
  change: CalendarChange,
  { version, format, locale, now }: { version: string; format: "csv" | "xlsx"; locale: Locale; now: Date },
): Promise<MovedFile> {
  const { lines, uncounted, note, names, from } = await db.$transaction(
    async (tx) => {
      const touched = await touchedAsPreviewed(tx, change, version);
      const lines: Line[] = [];
      let uncounted = 0;
      for await (const scan of scansByDue(tx, touched, now, null)) {
        lines.push(...scan.moved.map(lineOf));
        uncounted += scan.uncounted;
      }
      return { lines, uncounted, note: await noteOf(tx, change), names: await unitNames(tx), from: touched.from };
    },
    { isolationLevel: "RepeatableRead", timeout: 60_000, maxWait: 5_000 },
  );
  const city = await findCity();
  const count = (of: Words, n: number) => `${say(locale, of)}: ${formatNumber(locale, n)}`;
  const head = {
    title: say(locale, titleWords),
    notes: [
      note,
      count(movedWords, lines.length),
      ...(uncounted > 0 ? [count(uncountedWords, uncounted)] : []),
      `${say(locale, atWords)}: ${formatInstant(now)}`,
      ...(city?.hasDemoData ? [say(locale, demoWords)] : []),
    ],
    columns: columnWords.map((words) => say(locale, words)),
  };
  const cells = ({ code, unitId, fromAt, toAt, way, isPaused }: Line): Cell[] => [
    ...[code, names.get(unitId) ?? "", fromAt, toAt, say(locale, wayWords[way])],
    ...[daysBetween(cityDay(fromAt), cityDay(toAt)), isPaused ? say(locale, pausedWords) : null],
  ];
  async function* pages(dressed: (cells: Cell[]) => Cell[]): AsyncGenerator<Cell[][]> {
    for (let from = 0; from < lines.length; from += pageLines)
      yield lines.slice(from, from + pageLines).map((line) => dressed(cells(line)));
  }
  const name = `${fileName(head.title)}-${cityDay(now)}.${format}`;
  if (format === "csv")
    return {
      body: Readable.from(
        exportAsCsv(
          head,
          pages((c) => c),
        ),
      ),
      type: "text/csv; charset=utf-8",
      name,
      from,
    };
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { body: writeWorkbook(head, pages(onCityClock)), type, name, from };
}
const pageLines = 1_000;
