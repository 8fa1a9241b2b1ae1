/** A small generator of repeatable chance (mulberry32): the same seed tells the same city on every machine. */
export type Random = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number from `low` to `high`, both possible. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the list, as likely as its weight. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T;
  /** The list in another order; the list given stays as it is. */
  shuffled<T>(list: readonly T[]): T[];
  /** Another generator that depends on this one's seed and a name only, so that parts do not disturb each other. */
  branch(name: string): Random;
};

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  function pick<T>(list: readonly T[]): T {
    const item = list[int(0, list.length - 1)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
  function weighted<T>(list: readonly T[], weight: (item: T) => number): T {
    let left = next() * list.reduce((sum, item) => sum + weight(item), 0);
    for (const item of list) {
      left -= weight(item);
      if (left < 0) return item;
    }
    return pick(list);
  }
  function shuffled<T>(list: readonly T[]): T[] {
    const keyed = list.map((item) => ({ item, key: next() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
  return { next, int, chance: (p) => next() < p, pick, weighted, shuffled, branch: (name) => random(hash(name, seed)) };
}

/** FNV-1a over a name, starting from a seed: 32 bits. */
export function hash(name: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (const c of name) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return h;
}
