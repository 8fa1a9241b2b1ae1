import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crossingOf } from "@/lib/areas/lines/crossing";
import { simplify } from "@/lib/areas/lines/simplify";
import type { Geometry } from "@/lib/areas/model";

type Position = number[];
const polygon = (...rings: Position[][]): Geometry => ({ type: "Polygon", coordinates: rings });
const ringsOf = (shape: Geometry) => (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates).flat();
const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

describe("a shape whose lines cross has no inside", () => {
  const bowTie = [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 2],
    [0, 0],
  ];
  test.each([
    ["a square", polygon(square(0, 0, 2)), false],
    ["a bow tie", polygon(bowTie), true],
    ["a hole that reaches out of its shell", polygon(square(0, 0, 2), square(1, 1, 3)), true],
    ["a hole inside", polygon(square(0, 0, 4), square(1, 1, 2)), false],
    ["two parts over each other", { type: "MultiPolygon", coordinates: [[square(0, 0, 2)], [square(1, 1, 2)]] }, true],
    [
      "a ring that touches itself at a corner",
      polygon([
        [0, 0],
        [2, 2],
        [4, 0],
        [4, 4],
        [2, 2],
        [0, 4],
        [0, 0],
      ]),
      false,
    ],
    [
      "a line walked out and back",
      polygon([
        [0, 0],
        [4, 0],
        [4, 4],
        [8, 8],
        [4, 4],
        [0, 4],
        [0, 0],
      ]),
      false,
    ],
  ] as const satisfies [string, Geometry, boolean][])("%s: %j %s", (_, shape, crosses) =>
    expect(crossingOf(shape) !== null).toBe(crosses),
  );

  test("finds what comparing every segment with every other finds", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
    const turn = ([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, [x = 0, y = 0]: Position) =>
      Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
    fc.assert(
      fc.property(fc.array(place, { minLength: 3, maxLength: 12 }), (corners) => {
        const ring = [...corners, ...corners.slice(0, 1)];
        const sides = ring.slice(1).map((b, i) => [ring[i] ?? [], b] as const);
        const crosses = sides.some(([a, b]) =>
          sides.some(([c, d]) => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0),
        );
        expect(crossingOf(polygon(ring)) !== null).toBe(crosses);
      }),
      { numRuns: 1_000 },
    );
  });
  test("thirty thousand corners of a real line take a moment; a tangle is given up", () => {
    const wave = Array.from({ length: 30_000 }, (_, i) => [
      104 + (Math.cos(i / 4_775) * (2 + Math.sin(i / 7) / 50)) / 10,
      22 + (Math.sin(i / 4_775) * (2 + Math.sin(i / 7) / 50)) / 10,
    ]);
    const started = process.cpuUsage();
    expect(crossingOf(polygon([...wave, ...wave.slice(0, 1)]))).toBeNull();
    expect(process.cpuUsage(started).user).toBeLessThan(1_500_000);
    const tangle = Array.from({ length: 10_000 }, (_, i) => [i % 2 === 0 ? 0 : 10, i / 1_000]);
    expect(crossingOf(polygon([...tangle, [20, 5], ...tangle.slice(0, 1)]))).toBe("tangled");
  });
});

/** A town of wards with crooked lines between them: each line is drawn once and walked by both neighbours. */
function town(columns: number, rows: number, bends: number, seed: number): Map<string, Geometry> {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const round = (n: number) => Math.round(n * 1e6) / 1e6;
  const bent = (a: Position, b: Position, level: number): Position[] => {
    if (level === 0) return [a];
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [a, b];
    const off = (random() - 0.5) * 0.2;
    const middle = [round((ax + bx) / 2 - (by - ay) * off), round((ay + by) / 2 + (bx - ax) * off)];
    return [...bent(a, middle, level - 1), ...bent(middle, b, level - 1)];
  };
  const corner = (i: number, j: number) => [round(104.9 + i * 0.03), round(22.7 + j * 0.03)];
  const drawn = new Map<string, Position[]>();
  const side = (i: number, j: number, k: number, l: number): Position[] => {
    const isBack = i > k || j > l;
    const [from, to] = isBack ? [corner(k, l), corner(i, j)] : [corner(i, j), corner(k, l)];
    const key = `${from}-${to}`;
    const line = drawn.get(key) ?? [...bent(from, to, bends), to];
    drawn.set(key, line);
    return (isBack ? line.toReversed() : line).slice(0, -1);
  };
  const wards = new Map<string, Geometry>();
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < rows; j++) {
      const ring = [
        ...side(i, j, i + 1, j),
        ...side(i + 1, j, i + 1, j + 1),
        ...side(i + 1, j + 1, i, j + 1),
        ...side(i, j + 1, i, j),
      ];
      // Each ward begins its ring somewhere else, as files do.
      const start = (i * 7 + j * 13) % ring.length;
      const turned = [...ring.slice(start), ...ring.slice(0, start)];
      wards.set(`${i} ${j}`, polygon([...turned, ...turned.slice(0, 1)]));
    }
  return wards;
}
function sidesOf(shapes: Iterable<Geometry>): Map<string, number> {
  const used = new Map<string, number>();
  for (const ring of [...shapes].flatMap(ringsOf))
    ring.slice(1).forEach((b, i) => {
      const key = [String(ring[i]), String(b)].sort().join("|");
      used.set(key, (used.get(key) ?? 0) + 1);
    });
  return used;
}

describe("what a map draws of a line", () => {
  test("has far fewer corners, all of them corners of the line, and neighbours still share every side", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 1e6 }),
        async (columns, rows, seed) => {
          const whole = town(columns, rows, 7, seed);
          const thin = await simplify(whole);
          for (const [key, shape] of thin) {
            const [ring = []] = ringsOf(shape);
            const [given = []] = ringsOf(whole.get(key) ?? shape);
            expect(ring.length).toBeGreaterThan(4);
            expect(ring[0]).toEqual(ring.at(-1));
            const known = new Set(given.map(String));
            expect(ring.every((corner) => known.has(String(corner)))).toBe(true);
          }
          // In the town only the border around it has sides of one ward alone: were a line between two drawn twice, there would be more.
          const alone = (shapes: Iterable<Geometry>) => [...sidesOf(shapes)].filter(([, n]) => n === 1).map(([key]) => key);
          const onBorder = new Set(alone(whole.values()).flatMap((key) => key.split("|")));
          expect(alone(thin.values()).every((key) => key.split("|").every((corner) => onBorder.has(corner)))).toBe(true);
          expect([...sidesOf(thin.values()).values()].every((n) => n <= 2)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
  test("a town of a hundred thousand corners is drawn with a few thousand", async () => {
    const whole = town(5, 5, 10, 7);
    const count = (shapes: Map<string, Geometry>) => [...shapes.values()].flatMap(ringsOf).reduce((sum, r) => sum + r.length, 0);
    expect(count(whole)).toBeGreaterThan(100_000);
    let turns = 0;
    let next = setImmediate(function others() {
      turns++;
      next = setImmediate(others);
    });
    expect(count(await simplify(whole))).toBeLessThan(10_000);
    clearImmediate(next);
    // Whoever else waits for the process has had a turn at every ring.
    expect(turns).toBeGreaterThan(whole.size);
  });
  test("a straight run is its ends; a speck goes, unless it is all there is of an area", async () => {
    const side = [0, 0.25, 0.5, 0.75, 1].map((x) => [104 + x, 22]);
    const large = polygon([...side, [105, 23], [104, 23], [104, 22]]);
    const speck = square(104.5, 22.5, 0.00001);
    const islands: Geometry = { type: "MultiPolygon", coordinates: [[square(106, 22, 0.5)], [square(106.7, 22.7, 0.00001)]] };
    const thin = await simplify(
      new Map([
        ["large", large],
        ["speck", polygon(speck)],
        ["islands", islands],
      ]),
    );
    expect(thin.get("large")).toEqual(polygon(square(104, 22, 1)));
    expect(thin.get("speck")).toEqual(polygon(speck));
    expect(thin.get("islands")).toEqual(polygon(square(106, 22, 0.5)));
  });
  test("an enclave and the hole around it keep one line", async () => {
    const round = Array.from({ length: 400 }, (_, i) => [
      Math.round((104.5 + Math.cos((i * Math.PI) / 200) / 5) * 1e6) / 1e6,
      Math.round((22.5 + Math.sin((i * Math.PI) / 200) / 5) * 1e6) / 1e6,
    ]);
    const enclave = [...round, ...round.slice(0, 1)];
    const turned = [...round.slice(150), ...round.slice(0, 150)].reverse();
    const hole = [...turned, ...turned.slice(0, 1)];
    const thin = await simplify(
      new Map([
        ["around", polygon(square(104, 22, 1), hole)],
        ["enclave", polygon(enclave)],
      ]),
    );
    const [, inner = []] = ringsOf(thin.get("around") ?? polygon());
    const [outer = []] = ringsOf(thin.get("enclave") ?? polygon());
    expect(outer.length).toBeLessThan(120);
    expect(new Set(inner.map(String))).toEqual(new Set(outer.map(String)));
  });
});
