import { setImmediate } from "node:timers/promises";
import type { Geometry } from "../model";

type Position = number[];
type Ring = Position[];
/** A ring without its closing corner, and a number for each corner that is the same wherever that corner lies. */
type Line = { corners: Ring; keys: readonly number[] };
type Frame = { west: number; south: number; width: number; height: number };

/** The widest map draws the city two thousand points wide; half of one of them nobody sees. */
const partsOfWidth = 4_000;
const partsOfDegree = 1e6;

/**
 * Shapes with only the corners a map can show; neighbours keep the same line between them, so that no gap opens. A part smaller than
 * can be seen is left out, but never the whole of a shape. Coordinates are taken to six decimals.
 *
 * A line two shapes share is the run between two corners where lines meet; each run is thinned once, in one direction, by the
 * distance of its corners from the straight line (Douglas–Peucker). After every ring others have their turn: a file of many corners
 * keeps no page waiting.
 */
export async function simplify<K>(shapes: ReadonlyMap<K, Geometry>): Promise<Map<K, Geometry>> {
  const rings = [...shapes.values()].flatMap(polygonsOf).flat();
  const frame = frameOf(rings);
  const tolerance = Math.max(frame.width, frame.height) / partsOfWidth;
  const lines = new Map<Ring, Line>();
  for (const ring of rings) {
    lines.set(ring, lineOf(ring, frame));
    await setImmediate();
  }
  const meets = await junctionsOf(lines.values());
  const drawn = new Map<Ring, Ring>();
  for (const [ring, line] of lines) {
    drawn.set(ring, thinned(line, meets, tolerance));
    await setImmediate();
  }
  return new Map(
    [...shapes].map(([key, shape]) => {
      const polygons = polygonsOf(shape).flatMap((polygon) => {
        const [shell, ...holes] = polygon.map((ring) => drawn.get(ring) ?? []);
        return shell && isRing(shell) ? [[shell, ...holes.filter(isRing)]] : [];
      });
      const [only] = polygons;
      if (!only) return [key, shape];
      return [
        key,
        polygons.length === 1 ? { type: "Polygon", coordinates: only } : { type: "MultiPolygon", coordinates: polygons },
      ];
    }),
  );
}

const polygonsOf = (shape: Geometry): Ring[][] => (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates);
const isRing = (ring: Ring) => ring.length >= 4;

function frameOf(rings: readonly Ring[]): Frame {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const ring of rings)
    for (const [lon = 0, lat = 0] of ring) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  return { west, south, width: Math.max(0, east - west), height: Math.max(0, north - south) };
}

function lineOf(ring: Ring, { west, south, height }: Frame): Line {
  const rows = Math.round(height * partsOfDegree) + 1;
  const corners = ring.slice(0, -1);
  const keys = corners.map(
    ([lon = 0, lat = 0]) => Math.round((lon - west) * partsOfDegree) * rows + Math.round((lat - south) * partsOfDegree),
  );
  return { corners, keys };
}

/** The corners where lines meet: those that have other neighbours in one ring than in another. */
async function junctionsOf(lines: Iterable<Line>): Promise<Set<number>> {
  const [lower, higher] = [new Map<number, number>(), new Map<number, number>()];
  const meets = new Set<number>();
  for (const { keys } of lines) {
    keys.forEach((key, i) => {
      const [before, after] = [keys.at(i - 1) ?? key, keys[(i + 1) % keys.length] ?? key];
      const [low, high] = before < after ? [before, after] : [after, before];
      const known = lower.get(key);
      if (known === undefined) {
        lower.set(key, low);
        higher.set(key, high);
      } else if (known !== low || higher.get(key) !== high) meets.add(key);
    });
    await setImmediate();
  }
  return meets;
}

function thinned({ corners, keys }: Line, meets: ReadonlySet<number>, tolerance: number): Ring {
  const ends = keys.flatMap((key, i) => (meets.has(key) ? [i] : []));
  // A ring that meets nothing, or at one corner only, is cut where both of its owners would cut it.
  if (ends.length < 2) {
    const first = ends[0] ?? least(keys);
    ends.splice(0, 1, ...[first, farthest(corners, keys, first)].sort((a, b) => a - b));
  }
  const isKept = new Uint8Array(corners.length);
  ends.forEach((from, n) => {
    const until = ends[(n + 1) % ends.length] ?? from;
    const length = (until - from + corners.length) % corners.length || corners.length;
    const run = Array.from({ length: length + 1 }, (_, i) => (from + i) % corners.length);
    const isTurned = (keys[from] ?? 0) > (keys[until] ?? 0);
    keepRun(isTurned ? run.reverse() : run, corners, tolerance, isKept);
  });
  const kept = corners.filter((_, i) => isKept[i] === 1);
  const [first] = kept;
  return first ? [...kept, first] : [];
}

const least = (keys: readonly number[]) => keys.reduce((best, key, i) => (key < (keys[best] ?? key) ? i : best), 0);

function farthest(corners: Ring, keys: readonly number[], from: number): number {
  const [x = 0, y = 0] = corners[from] ?? [];
  const far = corners.map(([lon = 0, lat = 0]) => (lon - x) ** 2 + (lat - y) ** 2);
  return far.reduce((best, distance, i) => {
    const known = far[best] ?? 0;
    return distance > known || (distance === known && (keys[i] ?? 0) < (keys[best] ?? 0)) ? i : best;
  }, 0);
}

/** Marks the corners of a run that stand out by more than the tolerance, its ends among them. */
function keepRun(run: readonly number[], corners: Ring, tolerance: number, isKept: Uint8Array): void {
  const at = (place: number) => corners[run[place] ?? 0] ?? [];
  const keep = (place: number) => {
    isKept[run[place] ?? 0] = 1;
  };
  keep(0);
  keep(run.length - 1);
  const todo: [number, number][] = [[0, run.length - 1]];
  for (let part = todo.pop(); part; part = todo.pop()) {
    const [from, until] = part;
    const [a, b] = [at(from), at(until)];
    let [most, best] = [tolerance * tolerance, 0];
    for (let i = from + 1; i < until; i++) {
      const distance = distanceOf(at(i), a, b);
      if (distance > most) [most, best] = [distance, i];
    }
    if (best === 0) continue;
    keep(best);
    todo.push([from, best], [best, until]);
  }
}

/** The square of how far a corner lies from a segment. */
function distanceOf([x = 0, y = 0]: Position, [ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
}
