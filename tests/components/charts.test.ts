import fc from "fast-check";
import { expect, test } from "vitest";
import { onAxis, rateAxis, roundTop } from "@/components/charts/axis";
import { pathOf } from "@/components/charts/sparkline";
import { shortLabel } from "@/components/charts/stretch-label";
import { overlap, placeLabels } from "@/components/map/place-labels";
import { rampOf } from "@/components/map/ramp";

test("a rate axis holds every value, ends at one, and says when it is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), { maxLength: 20 }), (values) => {
      const axis = rateAxis(values);
      for (const v of values) if (v !== null) expect(v).toBeGreaterThanOrEqual(axis.from);
      expect(axis.ticks[0]).toBe(axis.from);
      expect(axis.ticks.at(-1)).toBe(1);
      expect(axis.isCut).toBe(axis.from > 0);
      expect(axis.ticks.length).toBeLessThanOrEqual(8);
    }),
  );
});

test.each([
  [[0.978, 0.95], 0.94],
  [[0.946, 0.95], 0.92],
  [[1], 0.99],
  [[0.3], 0],
  [[], 0],
])("rates %o start the axis at %d", (values, from) => {
  expect(rateAxis(values).from).toBe(from);
});

test("a place on the axis never leaves it", () => {
  const axis = rateAxis([0.96]);
  expect(onAxis(axis, 0.5)).toBe(0);
  expect(onAxis(axis, 1)).toBe(100);
});

test.each([
  [[], 1],
  [[7], 10],
  [[230], 250],
  [[1001], 2000],
])("counts %o reach up to %d", (counts, top) => {
  expect(roundTop(counts)).toBe(top);
});

test("a missing value breaks a line instead of being drawn through", () => {
  expect(pathOf([{ x: 0, y: 1 }, null, { x: 2, y: 3 }, { x: 3, y: 4 }])).toBe("M0.00 1.00M2.00 3.00L3.00 4.00");
});

test("the year stands where it begins", () => {
  expect(shortLabel({ from: "2022-12-01", to: "2022-12-31" }, undefined)).toBe("T12/22");
  expect(shortLabel({ from: "2023-01-01", to: "2023-01-31" }, { from: "2022-12-01", to: "2022-12-31" })).toBe("T1/23");
  expect(shortLabel({ from: "2023-02-01", to: "2023-02-28" }, { from: "2023-01-01", to: "2023-01-31" })).toBe("T2");
});

test("map labels never cover each other and stay in the frame", () => {
  const frame = { width: 600, height: 400 };
  const wish = fc.record({
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 0, max: 400 }),
    width: fc.integer({ min: 40, max: 110 }),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
      const placed = placeLabels(
        wishes.map((w, i) => ({ ...w, key: String(i), height: 32 })),
        frame,
      );
      for (const [i, a] of placed.entries()) {
        expect(a.left >= 0 && a.top >= 0 && a.left + a.width <= 600 && a.top + a.height <= 400).toBe(true);
        for (const b of placed.slice(i + 1)) expect(overlap(a, b)).toBe(false);
      }
    }),
  );
});

test("a shade tells the place among the others", () => {
  expect([0, 1, 2, 3, 4].map((v) => rampOf(v, [0, 4]))).toEqual([1, 2, 3, 4, 4]);
  expect(rampOf(5, [5, 5])).toBe(2);
});
