/** A thing on a picture of the map, in its points. */
export type Placed<T> = { x: number; y: number; of: T };
export type Cluster<T> = { x: number; y: number; of: T[] };

/** Puts together what would lie on top of each other: whatever is nearer than `apart` to the first of a heap joins it, and the heap stands at the middle of its own. */
export function clustersOf<T>(placed: readonly Placed<T>[], apart: number): Cluster<T>[] {
  const heaps: { first: Placed<T>; all: Placed<T>[] }[] = [];
  for (const one of placed) {
    const heap = heaps.find(({ first }) => Math.hypot(first.x - one.x, first.y - one.y) < apart);
    if (heap) heap.all.push(one);
    else heaps.push({ first: one, all: [one] });
  }
  const middle = (all: readonly Placed<T>[], axis: "x" | "y") => all.reduce((sum, one) => sum + one[axis], 0) / all.length;
  return heaps.map(({ all }) => ({ x: middle(all, "x"), y: middle(all, "y"), of: all.map(({ of }) => of) }));
}
