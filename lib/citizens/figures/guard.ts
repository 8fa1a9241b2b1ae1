/**
 * How figures open to everybody are kept from singling anybody out (DOMAIN §7.1: below 5 only "<5"). Every count above is rounded to a
 * multiple of 5, up or down by a coin that is tossed once for the figure and kept (random rounding, as offices of statistics do it): a sum less
 * its other parts then tells a small part no closer than the part itself, and two days' tables no single dossier.
 */
export const guardStep = 5;

/** A count as it is published; null: fewer than 5, none among them. `coin` is the figure's own, 0 ≤ coin < 1. */
export function guarded(count: number, coin: number): number | null {
  if (count < guardStep) return null;
  const rest = count % guardStep;
  return count - rest + (coin < rest / guardStep ? guardStep : 0);
}

/** What a published count may have been. */
export const possible = (published: number | null): readonly [number, number] =>
  published === null ? [0, guardStep - 1] : [Math.max(guardStep, published - guardStep + 1), published + guardStep - 1];

/** A part as it is published beside its whole: never more than that, which would only look wrong; what it may have been stays the same. */
export const within = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null ? null : Math.min(part, whole);

/** A sum among the figures of a table: which of them it is the sum of. */
export type Sum = { total: number; parts: readonly number[] };

/**
 * What anybody can work out of published figures and their sums: each lies between its sum less the most and less the least of the others, again
 * and again until nothing more is learnt.
 */
export function workedOut(published: readonly (number | null)[], sums: readonly Sum[]): (readonly [number, number])[] {
  const known = published.map((one): [number, number] => [...possible(one)]);
  const at = (i: number): [number, number] => known[i] ?? [0, 0];
  for (let isNew = true, round = 0; isNew && round < 20; round += 1) {
    isNew = false;
    const learn = (i: number, low: number, high: number) => {
      const own = at(i);
      if (low <= own[0] && high >= own[1]) return;
      known[i] = [Math.max(own[0], low), Math.min(own[1], high)];
      isNew = true;
    };
    for (const { total, parts } of sums) {
      const least = parts.reduce((sum, i) => sum + at(i)[0], 0);
      const most = parts.reduce((sum, i) => sum + at(i)[1], 0);
      learn(total, least, most);
      for (const i of parts) learn(i, at(total)[0] - (most - at(i)[1]), at(total)[1] - (least - at(i)[0]));
    }
  }
  return known;
}

/** So often a coin is tossed again at the most; two or three times were enough wherever it was tried. */
const mostTosses = 60;

/**
 * The counts of a table as they are published. Before that they are worked out as a stranger would: where a figure of 1 to 4 would come out, the
 * coins of the sums it stands in, and of their other parts, are tossed again. `coin` gives the nth toss of a figure's coin.
 */
export function guardedTable(
  counts: readonly number[],
  sums: readonly Sum[],
  coin: (figure: number, toss: number) => number,
): (number | null)[] {
  const tosses = counts.map(() => 0);
  const publish = () => counts.map((count, i) => guarded(count, coin(i, tosses[i] ?? 0)));
  const toldIn = (published: readonly (number | null)[]) =>
    workedOut(published, sums).flatMap(([low, high], i) => (low === high && low > 0 && low < guardStep ? [i] : []));
  for (let round = 0; round < mostTosses; round += 1) {
    const published = publish();
    const told = toldIn(published);
    if (told.length === 0) return published;
    const again = new Set(
      told.flatMap((i) => sums.flatMap((s) => (s.total === i || s.parts.includes(i) ? [s.total, ...s.parts] : []))),
    );
    for (const i of again) tosses[i] = (tosses[i] ?? 0) + 1;
  }
  throw new Error("no toss of the coins hides every small figure");
}

/** The finest step of a rate, in tenths of a per cent, by what it is taken of: each step is worth five dossiers or more. */
const steps: readonly (readonly [number, number])[] = [
  [5_000, 1],
  [1_000, 5],
  [500, 10],
  [100, 50],
  [50, 100],
];
/** A share in tenths of a per cent, as coarse as it must be; null where it is taken of fewer than 50. */
export function guardedRate(top: number, bottom: number): number | null {
  const step = steps.find(([least]) => bottom >= least)?.[1];
  return step === undefined ? null : Math.round((1_000 * top) / bottom / step) * step;
}
