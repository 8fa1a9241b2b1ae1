import { addDays, cityDay } from "@/lib/calendar/rules";
import { guardedText, guardWords, licenceWords, measureWords, periodText, shareText } from "@/lib/citizens/labels";
import type { OpenData, OpenQuery, OpenRow } from "@/lib/citizens/model";
import { readOpenFigures } from "@/lib/citizens/queries";
import { findCity } from "@/lib/city/queries";
import { AppError } from "@/lib/errors";
import type { SheetHead } from "@/lib/files/rules";
import { formatDay, type Locale, say } from "@/lib/words";

/** The columns of the public table, on the page and in every file. */
export const openColumns = [
  "received",
  "resolved",
  "early",
  "onTime",
  "late",
  "onTimeRate",
  "overdue",
  "rated",
  "satisfied",
  "satisfiedRate",
] as const;
export function cellText(locale: Locale, row: OpenRow, column: (typeof openColumns)[number]): string {
  if (column === "onTimeRate") return shareText(locale, row.onTimePermille);
  if (column === "satisfiedRate") return shareText(locale, row.satisfiedPermille);
  return guardedText(locale, row.counts[column]);
}
const words = {
  title: { vi: "Kết quả giải quyết hồ sơ", en: "How dossiers were handled" },
  city: { vi: "Toàn thành phố", en: "The whole city" },
  unit: { vi: "Đơn vị", en: "Unit" },
  asOf: { vi: "Số liệu đến hết ngày", en: "Data to the end of" },
  source: { vi: "Nguồn", en: "Source" },
  demo: { vi: "Dữ liệu mô phỏng", en: "Simulated data" },
};

/** The public figures of a period with their dictionary and terms; of the month that has yesterday unless said. Throws `period-not-begun`. */
export async function openData({ period, lang }: OpenQuery, now: Date): Promise<OpenData> {
  const today = cityDay(now);
  const [figures, city] = await Promise.all([readOpenFigures(period ?? addDays(today, -1).slice(0, 7), today, now), findCity()]);
  if (!figures) throw new AppError("invalid", "period-unreadable");
  return {
    ...figures,
    city: { ...figures.city, name: say(lang, words.city) },
    title: `${say(lang, words.title)}: ${periodText(lang, figures.period)}`,
    publisher: city?.name ?? "",
    isDemo: city?.hasDemoData ?? false,
    licence: say(lang, licenceWords),
    guard: say(lang, guardWords),
    dictionary: openColumns.map((field) => ({
      field,
      name: say(lang, measureWords[field].name),
      meaning: say(lang, measureWords[field].meaning),
    })),
  };
}

/** The same as a table to be written into a file: what it is, as of when, its terms and its dictionary above the rows. */
export function openTable(data: OpenData, lang: Locale): SheetHead & { rows: string[][] } {
  return {
    title: data.title,
    notes: [
      `${say(lang, words.asOf)} ${formatDay(data.asOf)}`,
      ...(data.publisher ? [`${say(lang, words.source)}: ${data.publisher}`] : []),
      ...(data.isDemo ? [say(lang, words.demo)] : []),
      data.licence,
      data.guard,
      ...data.dictionary.map(({ name, meaning }) => `${name}: ${meaning}`),
    ],
    columns: [say(lang, words.unit), ...data.dictionary.map((d) => d.name)],
    rows: [...data.units, data.city].map((row) => [row.name, ...openColumns.map((column) => cellText(lang, row, column))]),
  };
}
