/** A rate axis that ends at 1 and starts low enough for every value: at zero, or at a round rate that the picture has to name. */
export type RateAxis = { from: number; to: 1; ticks: readonly number[]; isCut: boolean };

export function rateAxis(values: readonly (number | null)[]): RateAxis {
  const known = values.filter((v) => v !== null && Number.isFinite(v)).map(Number);
  const lowest = known.length ? Math.min(1, ...known) : 0;
  const step = lowest >= 0.95 ? 0.01 : lowest >= 0.9 ? 0.02 : lowest >= 0.75 ? 0.05 : lowest >= 0.5 ? 0.1 : 0.25;
  // Room under the lowest value, so that it does not lie on the axis.
  const from = lowest < 0.5 ? 0 : Math.max(0, Math.floor((lowest - step / 2) / step + 1e-9) * step);
  const count = Math.round((1 - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((from + i * step).toFixed(4)));
  return { from: Number(from.toFixed(4)), to: 1, ticks, isCut: from > 0 };
}

/** Where a value stands on the axis, 0 … 100 (%). */
export const onAxis = (axis: RateAxis, value: number): number =>
  Math.min(100, Math.max(0, ((value - axis.from) / (axis.to - axis.from)) * 100));

/** The first round number at or above the largest count: 1, 2, 2.5, 3, 4 or 5 times a power of ten. */
export function roundTop(values: readonly number[]): number {
  const largest = Math.max(1, ...values);
  const power = 10 ** Math.floor(Math.log10(largest));
  return ([1, 2, 2.5, 3, 4, 5, 10].find((f) => f * power >= largest) ?? 10) * power;
}
