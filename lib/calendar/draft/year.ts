import type { CalendarDayKind, Day } from "../model";
import { addDays, weekdayOf } from "../rules";

/** The first day of the lunar year and the tenth of its third month, on the Vietnamese calendar (UTC+7), not the Chinese one. */
const lunar: Readonly<Record<number, readonly [newYear: Day, kings: Day]>> = {
  2023: ["2023-01-22", "2023-04-29"],
  2024: ["2024-02-10", "2024-04-18"],
  2025: ["2025-01-29", "2025-04-07"],
  2026: ["2026-02-17", "2026-04-26"],
  2027: ["2027-02-06", "2027-04-16"],
  2028: ["2028-01-26", "2028-04-04"],
  2029: ["2029-02-13", "2029-04-23"],
  2030: ["2030-02-02", "2030-04-12"],
  2031: ["2031-01-23", "2031-04-01"],
  2032: ["2032-02-11", "2032-04-19"],
  2033: ["2033-01-31", "2033-04-09"],
  2034: ["2034-02-19", "2034-04-28"],
};

export type DraftDay = { on: Day; kind: CalendarDayKind; name: string };

/**
 * The weekdays off the law alone gives a year (Bộ luật Lao động 2019 Đ.112, Đ.111.3; Nghị quyết 28/2026/QH16), to be confirmed:
 * Tết as one day before and four after, the second day of Quốc khánh beside the weekend, no swapped days.
 * Null for a year whose lunar days are not known here.
 */
export function draftYear(year: number): DraftDay[] | null {
  const moon = lunar[year];
  if (!moon) return null;
  const [newYear, kings] = moon;
  const independence = `${year}-09-02`;
  const isThirdBetter = [1, 4, 7].includes(weekdayOf(independence));
  const feasts: [name: string, days: readonly Day[]][] = [
    ["Tết Dương lịch", [`${year}-01-01`]],
    ["Tết Nguyên đán", [-1, 0, 1, 2, 3].map((n) => addDays(newYear, n))],
    ["Giỗ Tổ Hùng Vương", [kings]],
    ["Ngày Chiến thắng 30/4", [`${year}-04-30`]],
    ["Ngày Quốc tế lao động 1/5", [`${year}-05-01`]],
    ["Quốc khánh", [independence, isThirdBetter ? `${year}-09-03` : `${year}-09-01`]],
    ...(year >= 2026 ? [["Ngày Văn hóa Việt Nam", [`${year}-11-24`]] satisfies [string, Day[]]] : []),
  ];
  const drafted = feasts.flatMap(([name, days]) =>
    days.filter((on) => weekdayOf(on) <= 5).map((on): DraftDay => ({ on, kind: "HOLIDAY", name })),
  );
  const taken = new Set(drafted.map((d) => d.on));
  for (const [name, days] of feasts)
    for (const feast of days.filter((on) => weekdayOf(on) > 5)) {
      let on = feast;
      do on = addDays(on, 1);
      while (weekdayOf(on) > 5 || taken.has(on));
      taken.add(on);
      drafted.push({ on, kind: "COMPENSATORY", name: `Nghỉ bù ${name}` });
    }
  return drafted.sort((a, b) => (a.on < b.on ? -1 : 1));
}
