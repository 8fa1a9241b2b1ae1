import type { MultiPolygon, Polygon } from "geojson";
import { expect, test } from "vitest";
import { outlineOf } from "@/components/map/outline";

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const polygon: Polygon = { type: "Polygon", coordinates: [square(105, 22, 0.1)] };

test("north is up, and a degree of longitude is as short as at that latitude", () => {
  const { height, paths } = outlineOf([polygon]);
  expect(height).toBe(Math.round(1000 / Math.cos((22.05 * Math.PI) / 180)));
  expect(paths).toEqual([`M0 ${height}L1000 ${height}L1000 0L0 0L0 ${height}Z`]);
});

test("every ring of a ward in two parts is drawn, in one frame with the others", () => {
  const parts: MultiPolygon = {
    type: "MultiPolygon",
    coordinates: [[square(105.1, 22, 0.1)], [square(105, 22.1, 0.1), square(105.02, 22.12, 0.02)]],
  };
  const [first = "", second = ""] = outlineOf([polygon, parts]).paths;
  expect(second.match(/M/g)).toHaveLength(3);
  const numbers = `${first}${second}`.match(/\d+/g)?.map(Number) ?? [];
  expect(Math.max(...numbers.filter((_, i) => i % 2 === 0))).toBe(1000);
  expect(Math.min(...numbers)).toBe(0);
});

test("a city without boundaries has no outline", () => {
  expect(outlineOf([]).paths).toEqual([]);
});
