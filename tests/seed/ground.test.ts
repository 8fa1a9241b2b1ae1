import type { MultiPolygon, Polygon, Position } from "geojson";
import { describe, expect, test } from "vitest";
import { seedAreas } from "@/prisma/seed/areas";
import { contains, drawBoundaries, signedArea } from "@/prisma/seed/boundaries";
import { seedPeople } from "@/prisma/seed/people";
import { publishedProcedures, sectors, seedProcedures } from "@/prisma/seed/procedures";
import { random } from "@/prisma/seed/random";
import { olderOrder, units, wards } from "@/prisma/seed/units";

const sites = wards.map(({ areaCode, latitude, longitude, km2 }) => ({ code: areaCode, latitude, longitude, km2 }));
const drawn = drawBoundaries(sites);
const ringsOf = (shape: Polygon | MultiPolygon | undefined): Position[][] =>
  shape?.type === "Polygon" ? shape.coordinates : (shape?.coordinates.flat() ?? []);
const km2Of = (shape: Polygon | MultiPolygon | undefined) =>
  (ringsOf(shape).reduce((sum, ring) => sum + signedArea(ring), 0) / 2) * 110.75 * 102.61;
const edgesOf = (ring: readonly Position[]) => ring.slice(1).map((point, i): [string, string] => [`${ring[i]}`, `${point}`]);

describe("illustrative boundaries", () => {
  test.each(sites)(
    "ward $code has its published area, one closed ring, and its centre inside",
    ({ code, latitude, longitude, km2 }) => {
      const shape = drawn.of.get(code);
      const rings = ringsOf(shape);
      expect(rings).toHaveLength(1);
      expect(Math.abs(km2Of(shape) - km2) / km2).toBeLessThan(0.04);
      expect(rings[0]?.[0]).toEqual(rings[0]?.at(-1));
      expect(contains(rings[0] ?? [], longitude, latitude)).toBe(true);
    },
  );

  test("tile the city: every edge is shared, the other way round, by another ward or is an edge of the city itself", () => {
    const edges = new Set<string>();
    for (const { code } of sites)
      for (const ring of ringsOf(drawn.of.get(code)))
        for (const [a, b] of edgesOf(ring)) {
          expect(edges.has(`${a} ${b}`)).toBe(false);
          edges.add(`${a} ${b}`);
        }
    const outline = new Set(ringsOf(drawn.city).flatMap((ring) => edgesOf(ring).map(([a, b]) => `${a} ${b}`)));
    for (const edge of edges) {
      const [a, b] = edge.split(" ");
      expect(edges.has(`${b} ${a}`) || outline.has(edge)).toBe(true);
    }
    for (const edge of outline) expect(edges.has(edge)).toBe(true);
    const total = sites.reduce((sum, { code }) => sum + km2Of(drawn.of.get(code)), 0);
    expect(km2Of(drawn.city)).toBeCloseTo(total, 6);
  });

  test("stay within the city's published extent", () => {
    for (const [x = 0, y = 0] of ringsOf(drawn.city).flat()) {
      expect(x > 104.855 && x < 105.08).toBe(true);
      expect(y > 22.74 && y < 22.885).toBe(true);
    }
  });
});

describe("the ground of the demo city", () => {
  test("101 hamlets, each inside its ward: tổ dân phố in a phường, thôn in a xã", () => {
    const areas = seedAreas(random(1));
    const hamlets = areas.filter((a) => a.kind === "HAMLET" || a.kind === "RESIDENTIAL_GROUP");
    expect(hamlets).toHaveLength(101);
    for (const { name, kind, parentCode, longitude, latitude } of hamlets) {
      const ward = areas.find((a) => a.code === parentCode);
      expect(contains(ringsOf(ward?.boundary ?? undefined)[0] ?? [], longitude, latitude)).toBe(true);
      expect(name.startsWith("Tổ dân phố")).toBe(ward?.kind === "WARD");
      expect(kind).toBe(ward?.kind === "WARD" ? "RESIDENTIAL_GROUP" : "HAMLET");
    }
  });

  test("identifiers read in both orders", () => {
    expect(olderOrder("H22.15")).toBe("000.00.15.H22");
    expect(olderOrder("H22.15.11")).toBe("000.11.15.H22");
    expect(new Set(units.map((u) => u.code)).size).toBe(units.length);
  });

  test("312 procedures with names and codes of their own, each in a sector that exists", () => {
    const procedures = seedProcedures(random(1));
    expect(procedures).toHaveLength(publishedProcedures);
    expect(new Set(procedures.map((p) => p.code)).size).toBe(312);
    expect(new Set(procedures.map((p) => p.name)).size).toBe(312);
    for (const p of procedures) expect(sectors.some((s) => s.code === p.sector)).toBe(true);
    for (const p of procedures) expect(p.by === null || units.some((u) => u.key === p.by)).toBe(true);
  });

  test("fifty-odd people, no two of one name or login, every role filled", () => {
    const people = seedPeople(random(1));
    expect(people.length).toBeGreaterThan(38);
    expect(new Set(people.map((p) => p.name)).size).toBe(people.length);
    expect(new Set(people.map((p) => p.login)).size).toBe(people.length);
    expect(new Set(people.flatMap((p) => p.posts.map((post) => post.role))).size).toBe(7);
  });

  test("the same seed gives the same chance, another seed another", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, random(seed).next);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(random(7).branch("a").next()).not.toBe(random(7).branch("b").next());
  });
});
