import { expect, test } from "vitest";
import { draftYear } from "@/lib/calendar/draft/year";
import { weekdayOf } from "@/lib/calendar/rules";
import { calendarDays } from "@/prisma/seed/calendar";

const plain = (days: readonly { on: string; kind: string }[]) => days.map(({ on, kind }) => ({ on, kind }));

test("the shipped draft of 2027 is what the law gives", () => {
  expect(plain(draftYear(2027) ?? [])).toEqual(plain(calendarDays.filter((d) => d.on.startsWith("2027"))));
});
test.each(Array.from({ length: 12 }, (_, i) => 2023 + i))("%i has every day of Điều 112, each a weekday, none twice", (year) => {
  const days = draftYear(year) ?? [];
  // 11 days; from 2026 also 24/11 (Nghị quyết 28/2026/QH16). A feast on a weekend is given back (Điều 111.3).
  expect(days).toHaveLength(year >= 2026 ? 12 : 11);
  expect(days.every((d) => weekdayOf(d.on) <= 5)).toBe(true);
  expect(new Set(days.map((d) => d.on)).size).toBe(days.length);
  expect(days.map((d) => d.on)).toEqual(days.map((d) => d.on).sort());
});
test("what no decision bends comes out as it was lived: 2026 without its swaps", () => {
  const lived = calendarDays.filter((d) => d.on.startsWith("2026") && (d.kind === "HOLIDAY" || d.kind === "COMPENSATORY"));
  expect(plain(draftYear(2026) ?? [])).toEqual(plain(lived));
});
test("beyond the lunar tables nothing is drafted", () => expect(draftYear(2035)).toBeNull());
