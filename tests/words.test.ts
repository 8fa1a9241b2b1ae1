import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDay, formatPercent, formatShare, percentOf, readDay } from "@/lib/words";

describe("a ratio in per cent", () => {
  test.each([
    [2164, 2165, "99,9%"],
    [99_999, 100_000, "99,9%"],
    [2165, 2165, "100,0%"],
    [1, 100_000, "0,1%"],
    [0, 100_000, "0,0%"],
    [100_001, 100_000, "100,1%"],
    [10_148, 10_376, "97,8%"],
    [1963, 2000, "98,2%"],
  ])("%d of %d is %s", (n, total, told) => {
    expect(formatPercent("vi", n / total)).toBe(told);
  });

  test("only all is a hundred, only nothing is zero, at any number of decimals", () => {
    fc.assert(
      fc.property(
        fc.nat(5_000_000),
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 0, max: 2 }),
        (n, total, decimals) => {
          const told = percentOf(n / total, decimals);
          expect(told === 100).toBe(n === total);
          expect(told === 0).toBe(n === 0);
          expect(Math.abs(told - (n / total) * 100)).toBeLessThanOrEqual(10 ** -decimals);
        },
      ),
    );
  });

  test("a share that was set is told as it was set", () => {
    expect([0.95, 0.995, 1, 0.9975].map((share) => formatShare("vi", share))).toEqual(["95%", "99,5%", "100%", "99,75%"]);
  });

  test("no page rounds a ratio by itself", () => {
    const root = join(import.meta.dirname, "..");
    const found = ["app", "components", "lib"].flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !file.includes("generated") && file !== "words.ts")
        .filter((file) => /formatNumber\([^;\n]*?\* 100\b|\* 1000\) \/ 10\b/.test(readFileSync(join(root, top, file), "utf8"))),
    );
    expect(found).toEqual([]);
  });
});

describe("a day somebody typed", () => {
  test.each(["02/09/2026", "2/9/2026", "02092026", "2026-09-02", " 2-9-2026 ", "02.09.2026"])("%s is 2026-09-02", (typed) => {
    expect(readDay(typed)).toBe("2026-09-02");
  });
  test.each([
    "",
    "31/02/2026",
    "29/02/2027",
    "9/2026",
    "13/13/2026",
    "02/09/26",
    "2092026",
    "2026-9-2",
    "2026-02-30",
    "0/9/2026",
    "mai",
  ])("%j is no day", (typed) => {
    expect(readDay(typed)).toBeNull();
  });
  test("every day shown is read back as itself", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }), (at) => {
        const day = at.toISOString().slice(0, 10);
        expect(readDay(formatDay(day))).toBe(day);
      }),
    );
  });
});
