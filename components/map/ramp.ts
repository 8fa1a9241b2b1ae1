/** Shades of the accent for a value nobody set a target for: darker is more. */
export const rampSteps = [1, 2, 3, 4] as const;
export type RampStep = (typeof rampSteps)[number];

/** The shade of a value among the others: four equal stretches from the lowest to the highest. */
export function rampOf(value: number, all: readonly number[]): RampStep {
  const low = Math.min(...all);
  const span = Math.max(...all) - low;
  return rampSteps[Math.min(3, span === 0 ? 1 : Math.floor(((value - low) / span) * 4))] ?? 1;
}
