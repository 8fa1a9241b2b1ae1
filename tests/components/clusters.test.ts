import fc from "fast-check";
import { expect, test } from "vitest";
import { clustersOf } from "@/components/cameras/clusters";

test("what lies on top of each other becomes one heap at its middle, what stands apart stays", () => {
  const found = clustersOf(
    [
      { x: 0, y: 0, of: "a" },
      { x: 10, y: 0, of: "b" },
      { x: 100, y: 0, of: "c" },
    ],
    30,
  );
  expect(found).toEqual([
    { x: 5, y: 0, of: ["a", "b"] },
    { x: 100, y: 0, of: ["c"] },
  ]);
});
test("property: each is in one heap, and none is lost", () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 600 }) });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (points, apart) => {
      const heaps = clustersOf(
        points.map((p, of) => ({ ...p, of })),
        apart,
      );
      expect(heaps.flatMap(({ of }) => of).sort((a, b) => a - b)).toEqual(points.map((_, i) => i));
    }),
  );
});
