import type { Day } from "../model";

/**
 * The days off Điều 112 Bộ luật Lao động 2019 gives every year, by the stretch of the year in which they or the days given back for them
 * lie whatever the moon says: Tết, Giỗ Tổ with 30/4 and 1/5, Quốc khánh.
 */
const feasts = [
  { from: "01-15", to: "03-05", days: 5 },
  { from: "03-28", to: "05-06", days: 3 },
  { from: "08-28", to: "09-06", days: 2 },
] as const;

/** Does a year have its public holidays? Then somebody decided it; a day off alone says nothing of the other days. */
export function hasPublicHolidays(year: number, daysOff: ReadonlySet<Day>): boolean {
  const off = [...daysOff].filter((day) => day.startsWith(`${year}-`)).map((day) => day.slice(5));
  return feasts.every(({ from, to, days }) => off.filter((day) => from <= day && day <= to).length >= days);
}

/** The longest unbroken run of such years, the earlier of two equal ones; a range that ends before it begins when there is none. */
export function decidedYears(daysOff: ReadonlySet<Day>): readonly [number, number] {
  const years = new Set([...daysOff].map((day) => Number(day.slice(0, 4))));
  let longest: readonly [number, number] = [2001, 2000];
  let run = longest;
  for (const year of [...years].sort((a, b) => a - b).filter((one) => hasPublicHolidays(one, daysOff))) {
    run = year === run[1] + 1 && run[0] <= run[1] ? [run[0], year] : [year, year];
    if (run[1] - run[0] > longest[1] - longest[0]) longest = run;
  }
  return longest;
}
