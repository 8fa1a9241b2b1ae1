import type { Geometry } from "../model";

type Position = readonly number[];
type Segment = { ax: number; ay: number; bx: number; by: number; left: number; right: number; low: number; high: number };

/** So many comparisons are a fraction of a second; the lines of one ward, as a map office draws them, need far fewer. */
const mostComparisons = 20_000_000;
/** What a determinant of doubles may be wrong by, as a part of the size of its two products. */
const doubt = 4 * Number.EPSILON;

/**
 * Where the lines of a shape cross one another: in the inside of two segments, of one ring or of two. Rings that only touch are none.
 * Null when they do not cross; "tangled" when that cannot be told in reasonable time.
 *
 * The segments are taken from west to east and each is compared with those that are still open at its western end: on lines that
 * have a shape, those are few.
 */
export function crossingOf(geometry: Geometry): [lon: number, lat: number] | "tangled" | null {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const segments = polygons.flatMap((rings) => rings.flatMap(segmentsOf)).sort((a, b) => a.left - b.left);
  let open: Segment[] = [];
  let compared = 0;
  for (const one of segments) {
    open = open.filter((other) => other.right >= one.left);
    compared += open.length;
    if (compared > mostComparisons) return "tangled";
    for (const other of open)
      if (other.low <= one.high && one.low <= other.high && cross(one, other))
        return [(one.ax + one.bx) / 2, (one.ay + one.by) / 2];
    open.push(one);
  }
  return null;
}

function segmentsOf(ring: readonly Position[]): Segment[] {
  return ring.slice(1).map(([bx = 0, by = 0], i) => {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    return { ax, ay, bx, by, left: Math.min(ax, bx), right: Math.max(ax, bx), low: Math.min(ay, by), high: Math.max(ay, by) };
  });
}

function cross(p: Segment, q: Segment): boolean {
  return side(p, q.ax, q.ay) * side(p, q.bx, q.by) < 0 && side(q, p.ax, p.ay) * side(q, p.bx, p.by) < 0;
}

/** 1 left of a segment, −1 right of it, 0 on it or too near to tell. */
function side({ ax, ay, bx, by }: Segment, x: number, y: number): number {
  const one = (bx - ax) * (y - ay);
  const two = (by - ay) * (x - ax);
  const turn = one - two;
  return Math.abs(turn) <= doubt * (Math.abs(one) + Math.abs(two)) ? 0 : Math.sign(turn);
}
