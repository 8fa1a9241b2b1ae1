import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guarded, guardedRate, guardedTable, openPeriod, openPeriods, possible, within } from "@/lib/citizens/rules";

const coin = fc.double({ min: 0, max: 0.999_999, noNaN: true });
/** The nth toss of a figure's coin, as a keyed hash would have it. */
const tossed = (seed: number, figure: number, toss: number): number =>
  createHash("sha256").update(`${seed} ${figure} ${toss}`).digest().readUInt32BE(0) / 2 ** 32;
const count = fc.oneof(fc.nat(8), fc.nat(60), fc.nat(20_000));

describe("a published count", () => {
  test.each([
    [0, 0, null],
    [4, 0, null],
    [5, 0, 5],
    [7, 0.39, 10],
    [7, 0.41, 5],
    [10, 0, 10],
    [10, 0.99, 10],
    [1_234, 0.79, 1_235],
    [1_234, 0.81, 1_230],
  ])("%i by the coin %d is %s", (value, own, published) => expect(guarded(value, own)).toBe(published));

  test("is less than five away, a multiple of five, grows with the count, and is right on the average", () => {
    fc.assert(
      fc.property(count, coin, (value, own) => {
        const published = guarded(value, own);
        const [low, high] = possible(published);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
        expect((published ?? 0) % 5).toBe(0);
        expect(guarded(value + 1, own) ?? 0).toBeGreaterThanOrEqual(published ?? 0);
      }),
    );
    const mean = Array.from({ length: 10_000 }, (_, i) => guarded(1_233, i / 10_000) ?? 0).reduce((a, b) => a + b, 0) / 10_000;
    expect(mean).toBeCloseTo(1_233, 0);
  });

  test("a part is never told as more than its whole, and stays within what it may have been", () => {
    fc.assert(
      fc.property(count, fc.nat(), coin, coin, (whole, some, ofPart, ofWhole) => {
        const part = some % (whole + 1);
        const published = [guarded(part, ofPart), guarded(whole, ofWhole)] as const;
        const shown = within(...published);
        expect(shown ?? 0).toBeLessThanOrEqual(published[1] ?? 0);
        const [low, high] = possible(shown);
        expect(part).toBeGreaterThanOrEqual(low);
        expect(part).toBeLessThanOrEqual(high);
      }),
    );
  });

  test("a sum less its other parts tells none from 1 to 4: along rows and columns, again and again, something else stays possible", () => {
    const table = fc.integer({ min: 2, max: 6 }).chain((columns) =>
      fc.array(fc.array(fc.oneof(fc.nat(6), fc.nat(40)), { minLength: columns, maxLength: columns }), {
        minLength: 2,
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(table, fc.nat(), (cells, seed) => {
        const width = cells[0]?.length ?? 0;
        const value = (r: number, c: number) => cells[r]?.[c] ?? 0;
        const rowSums = cells.map((_, r) => Array.from({ length: width }, (_, c) => value(r, c)).reduce((a, b) => a + b, 0));
        const columnSums = Array.from({ length: width }, (_, c) => cells.map((_, r) => value(r, c)).reduce((a, b) => a + b, 0));
        const counts = [...cells.flat(), ...rowSums, ...columnSums];
        const sumAt = (n: number) => cells.length * width + n;
        const sums = [
          ...rowSums.map((_, r) => ({ total: sumAt(r), parts: Array.from({ length: width }, (_, c) => r * width + c) })),
          ...columnSums.map((_, c) => ({ total: sumAt(cells.length + c), parts: cells.map((_, r) => r * width + c) })),
        ];
        const published = guardedTable(counts, sums, (figure, toss) => tossed(seed, figure, toss));
        const told = (n: number) => possible(published[sumAt(n)] ?? null);
        const lines = [
          ...rowSums.map((_, r) => ({ at: Array.from({ length: width }, (_, c) => [r, c] as const), told: told(r) })),
          ...columnSums.map((_, c) => ({ at: cells.map((_, r) => [r, c] as const), told: told(cells.length + c) })),
        ];
        const known = cells.map((row, r) =>
          row.map((_, c) => [...possible(published[r * width + c] ?? null)] as [number, number]),
        );
        // What anybody can work out: each part lies between its sum less the most and less the least of the others.
        for (let round = 0; round < 8; round += 1)
          for (const line of lines)
            for (const [r, c] of line.at) {
              const own = known[r]?.[c];
              if (!own) continue;
              const others = line.at.flatMap(([r2, c2]) => (r2 !== r || c2 !== c ? [known[r2]?.[c2] ?? [0, 0]] : []));
              const least = others.reduce((sum, [low = 0]) => sum + low, 0);
              const most = others.reduce((sum, [, high = 0]) => sum + high, 0);
              own[0] = Math.max(own[0], line.told[0] - most);
              own[1] = Math.min(own[1], line.told[1] - least);
            }
        for (const [r, row] of known.entries())
          for (const [c, [low, high]] of row.entries())
            if (value(r, c) >= 1 && value(r, c) <= 4) expect(high - low, JSON.stringify([cells, seed, r, c])).toBeGreaterThan(0);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("a published share", () => {
  test.each([
    [49, 49, null],
    [50, 50, 1_000],
    [47, 50, 900],
    [97, 100, 950],
    [98, 100, 1_000],
    [489, 500, 980],
    [987, 1_000, 985],
    [4_943, 5_000, 989],
    [0, 0, null],
  ])("%i of %i is %s per mille", (top, bottom, published) => expect(guardedRate(top, bottom)).toBe(published));
  test("each step of it is worth five dossiers or more: no share and its base tell a count", () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 20_000 }), fc.nat(), (bottom, some) => {
        const top = some % (bottom + 1);
        const same = Array.from({ length: 11 }, (_, i) => top - 5 + i).filter(
          (other) => other >= 0 && other <= bottom && guardedRate(other, bottom) === guardedRate(top, bottom),
        );
        expect(same.length).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});

describe("a period", () => {
  test.each([
    ["2026-10", "2026-10-01", "2026-10-31"],
    ["2026-Q1", "2026-01-01", "2026-03-31"],
    ["2026-Q4", "2026-10-01", "2026-12-31"],
    ["2028-02", "2028-02-01", "2028-02-29"],
    ["2026", "2026-01-01", "2026-12-31"],
  ])("%s", (text, from, to) => expect(openPeriod(text)).toEqual({ from, to }));
  test.each(["", "2026-13", "2026-Q5", "26", "2026-1", "1999", "2026-10-01"])("%j is none", (text) =>
    expect(openPeriod(text)).toBeNull(),
  );
  test("what can be chosen has begun by yesterday, the newest first", () => {
    expect(openPeriods("2026-11-01")).toMatchObject({ quarters: ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"] });
    expect(openPeriods("2026-11-01").months.slice(0, 2)).toEqual(["2026-10", "2026-09"]);
    expect(openPeriods("2027-01-01")).toMatchObject({ years: ["2026", "2025", "2024"] });
  });
});
