import type { MultiPolygon, Polygon, Position } from "geojson";
import { hash } from "./random";

/**
 * Illustrative boundaries: no official polygon may be shipped, so the city is drawn from the published centres and areas.
 * A fine grid is coloured by ward, the lines between colours are cut into arcs where three colours meet, and each arc is
 * smoothed once for both its neighbours; so the wards tile the city without gap or overlap.
 */
export type Site = { code: string; latitude: number; longitude: number; km2: number };
export type Boundaries = { city: Polygon | MultiPolygon; of: ReadonlyMap<string, Polygon | MultiPolygon> };

const step = 0.1;
const box = { west: 104.855, south: 22.748, width: 236, height: 148 };
const kmPerLatitude = 110.75;
const kmPerLongitude = 111.32 * Math.cos((22.82 * Math.PI) / 180);
const outside = -1;

const toKm = (s: Site) => ({ x: (s.longitude - box.west) * kmPerLongitude, y: (s.latitude - box.south) * kmPerLatitude });

export function drawBoundaries(sites: readonly Site[]): Boundaries {
  const labels = colour(sites);
  const arcs = cutArcs(labels);
  const of = new Map(sites.map((site, i) => [site.code, assemble(arcs, (label) => label === i)]));
  return { city: assemble(arcs, (label) => label !== outside), of };
}

/** Smooth noise in [-1, 1], three octaves, without a table. */
function noise(x: number, y: number, salt: string): number {
  const corner = (i: number, j: number) => (hash(`${salt}a${i}:${j}`) >>> 8) / 0x7fffff - 1;
  let sum = 0;
  for (let octave = 0, size = 2, weight = 0.5; octave < 4; octave++, size /= 2.05, weight *= 0.6) {
    const [i, j] = [Math.floor(x / size), Math.floor(y / size)];
    const ease = (t: number) => t * t * (3 - 2 * t);
    const [u, v] = [ease(x / size - i), ease(y / size - j)];
    const low = corner(i, j) * (1 - u) + corner(i + 1, j) * u;
    const high = corner(i, j + 1) * (1 - u) + corner(i + 1, j + 1) * u;
    sum += weight * (low * (1 - v) + high * v);
  }
  return sum;
}

/** The ward of every grid cell: a power diagram inside an uneven outline, its weights turned until the areas fit. */
function colour(sites: readonly Site[]): Int8Array {
  const centres = sites.map(toKm);
  const cells = Array.from({ length: box.width * box.height }, (_, n) => {
    const x = ((n % box.width) + 0.5) * step;
    const y = (Math.floor(n / box.width) + 0.5) * step;
    return { x: x + 1.05 * noise(x, y, "x"), y: y + 1.05 * noise(x, y, "y") };
  });
  const wanted = sites.reduce((sum, s) => sum + s.km2, 0);
  // How far a cell lies from the nearest ward, measured in that ward's own radius; softened so that neighbours flow together.
  const reach = cells.map(({ x, y }) => {
    const sum = centres.reduce((total, c, i) => {
      const radius = Math.sqrt((sites[i]?.km2 ?? 1) / Math.PI) + 0.35;
      return total + Math.exp(-5 * (Math.hypot((x - c.x) * 0.94, y - c.y) / radius));
    }, 0);
    return -Math.log(sum) / 5;
  });
  const edge = [...reach].sort((a, b) => a - b)[Math.round(wanted / (step * step))] ?? 1;

  const weights = sites.map((s) => s.km2 / Math.PI);
  const labels = new Int8Array(cells.length);
  for (let round = 0; round < 60; round++) {
    const areas = sites.map(() => 0);
    cells.forEach(({ x, y }, n) => {
      let best = outside;
      if ((reach[n] ?? 9) < edge) {
        let least = Number.POSITIVE_INFINITY;
        centres.forEach((c, i) => {
          const power = (x - c.x) ** 2 + (y - c.y) ** 2 - (weights[i] ?? 0);
          if (power < least) [least, best] = [power, i];
        });
        areas[best] = (areas[best] ?? 0) + step * step;
      }
      labels[n] = best;
    });
    sites.forEach((s, i) => {
      weights[i] = (weights[i] ?? 0) + 0.16 * (s.km2 - (areas[i] ?? 0));
    });
  }
  return onePieceEach(labels, sites.length);
}

/** Keeps the largest piece of every ward and of the outside; a lost piece goes to the neighbour it touches first. */
function onePieceEach(labels: Int8Array, wards: number): Int8Array {
  const next = (n: number) =>
    [n - 1, n + 1, n - box.width, n + box.width].filter(
      (m) => m >= 0 && m < labels.length && Math.abs((m % box.width) - (n % box.width)) <= 1,
    );
  const pieceOf = new Int32Array(labels.length).fill(-1);
  const pieces: number[][] = [];
  for (let n = 0; n < labels.length; n++) {
    if (pieceOf[n] !== -1) continue;
    const piece = [n];
    pieceOf[n] = pieces.length;
    for (const m of piece) {
      for (const k of next(m)) {
        if (pieceOf[k] === -1 && labels[k] === labels[n]) {
          pieceOf[k] = pieces.length;
          piece.push(k);
        }
      }
    }
    pieces.push(piece);
  }
  const kept = new Set(
    Array.from(
      { length: wards + 1 },
      (_, i) => pieces.filter((p) => labels[p[0] ?? 0] === i - 1).sort((a, b) => b.length - a.length)[0],
    ),
  );
  for (const piece of pieces) {
    if (kept.has(piece)) continue;
    const own = labels[piece[0] ?? 0];
    const around = piece.flatMap(next).find((m) => labels[m] !== own);
    for (const n of piece) labels[n] = around === undefined ? outside : (labels[around] ?? outside);
  }
  return labels;
}

type Arc = { left: number; right: number; points: Position[]; from: number; to: number };

/** The lines between colours, walked along grid corners from junction to junction, each smoothed once. */
function cutArcs(labels: Int8Array): Arc[] {
  const at = (col: number, row: number) =>
    col < 0 || row < 0 || col >= box.width || row >= box.height ? outside : (labels[row * box.width + col] ?? outside);
  const columns = box.width + 1;
  type Edge = { a: number; b: number; left: number; right: number; used: boolean };
  const edges = new Map<number, Edge[]>();
  const put = (a: number, b: number, left: number, right: number) => {
    if (left === right) return;
    const edge = { a, b, left, right, used: false };
    for (const end of [a, b]) edges.set(end, [...(edges.get(end) ?? []), edge]);
  };
  for (let row = 0; row <= box.height; row++) {
    for (let col = 0; col <= box.width; col++) {
      const corner = row * columns + col;
      if (col < box.width) put(corner, corner + 1, at(col, row), at(col, row - 1));
      if (row < box.height) put(corner, corner + columns, at(col - 1, row), at(col, row));
    }
  }
  const isJunction = (corner: number) => (edges.get(corner)?.length ?? 0) !== 2;
  const arcs: Arc[] = [];
  const walk = (start: number, first: Edge) => {
    const forward = first.a === start;
    const [left, right] = forward ? [first.left, first.right] : [first.right, first.left];
    const corners = [start];
    let edge: Edge | undefined = first;
    let here = start;
    while (edge) {
      edge.used = true;
      here = edge.a === here ? edge.b : edge.a;
      corners.push(here);
      if (isJunction(here) || here === start) break;
      edge = edges.get(here)?.find((e) => !e.used);
    }
    const raw = corners.map((c): Position => [c % columns, Math.floor(c / columns)]);
    arcs.push({ left, right, points: smooth(raw, here === start).map(toDegrees), from: start, to: here });
  };
  for (const [corner, meeting] of edges) if (isJunction(corner)) for (const edge of meeting) if (!edge.used) walk(corner, edge);
  for (const [corner, meeting] of edges) for (const edge of meeting) if (!edge.used) walk(corner, edge);
  return arcs;
}

const toDegrees = ([col = 0, row = 0]: Position): Position => [
  Number((box.west + (col * step) / kmPerLongitude).toFixed(6)),
  Number((box.south + (row * step) / kmPerLatitude).toFixed(6)),
];

/** Averages the stairs of the grid away, then drops points that say little; the two ends stay. */
function smooth(points: readonly Position[], closed: boolean): Position[] {
  let line = [...points];
  for (let pass = 0; pass < 3; pass++) {
    line = line.map((p, i) => {
      if (i === 0 || i === line.length - 1) return p;
      const [a, b] = [line[i - 1] ?? p, line[i + 1] ?? p];
      return [((p[0] ?? 0) * 2 + (a[0] ?? 0) + (b[0] ?? 0)) / 4, ((p[1] ?? 0) * 2 + (a[1] ?? 0) + (b[1] ?? 0)) / 4];
    });
  }
  if (!closed) return simplify(line);
  const middle = Math.floor(line.length / 2);
  return [...simplify(line.slice(0, middle + 1)), ...simplify(line.slice(middle)).slice(1)];
}

/** Douglas–Peucker, tolerance in grid steps. */
function simplify(line: readonly Position[], tolerance = 0.3): Position[] {
  const [first, last] = [line[0], line[line.length - 1]];
  if (!first || !last || line.length < 3) return [...line];
  const [ax = 0, ay = 0] = first;
  const [bx = 0, by = 0] = last;
  const length = Math.hypot(bx - ax, by - ay);
  let [far, farthest] = [0, 0];
  line.forEach(([x = 0, y = 0], i) => {
    const away = length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (away > farthest) [farthest, far] = [away, i];
  });
  if (farthest <= tolerance) return [first, last];
  return [...simplify(line.slice(0, far + 1), tolerance), ...simplify(line.slice(far), tolerance).slice(1)];
}

/** The rings around every cell whose label is inside: counter-clockwise outside, clockwise for holes (RFC 7946). */
function assemble(arcs: readonly Arc[], inside: (label: number) => boolean): Polygon | MultiPolygon {
  const parts = arcs
    .filter((arc) => inside(arc.left) !== inside(arc.right))
    .map((arc) =>
      inside(arc.left)
        ? { points: arc.points, from: arc.from, to: arc.to }
        : { points: [...arc.points].reverse(), from: arc.to, to: arc.from },
    );
  const rings: Position[][] = [];
  while (parts.length > 0) {
    const start = parts.pop();
    if (!start) break;
    const ring = [...start.points];
    let end = start.to;
    while (end !== start.from) {
      const i = parts.findIndex((p) => p.from === end);
      const [part] = i === -1 ? [] : parts.splice(i, 1);
      if (!part) throw new Error("a boundary does not close");
      ring.push(...part.points.slice(1));
      end = part.to;
    }
    rings.push(ring);
  }
  const outer = rings.filter((r) => signedArea(r) > 0).map((r) => [r]);
  const holes = rings.filter((r) => signedArea(r) < 0);
  for (const hole of holes) {
    const [x = 0, y = 0] = hole[0] ?? [];
    outer.find(([ring]) => ring && contains(ring, x, y))?.push(hole);
  }
  const [only] = outer;
  return outer.length === 1 && only ? { type: "Polygon", coordinates: only } : { type: "MultiPolygon", coordinates: outer };
}

/** Twice the area in square degrees; positive when the ring runs counter-clockwise. */
export function signedArea(ring: readonly Position[]): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** Is the point inside the ring (even–odd rule)? */
export function contains(ring: readonly Position[], x: number, y: number): boolean {
  return ring.reduce((is, [ax = 0, ay = 0], i) => {
    const [bx = 0, by = 0] = ring[(i + ring.length - 1) % ring.length] ?? [];
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !is : is;
  }, false);
}
