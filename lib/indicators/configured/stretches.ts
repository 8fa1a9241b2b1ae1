import type { Day, DayRange } from "@/lib/calendar/model";
import { previousPeriod, samePeriodLastYear } from "@/lib/calendar/rules";
import type { MeasureGrain, MeasureKind } from "@/lib/subsystems/model";
import type { Comparison } from "../rules";

/** The stretches a comparison is made of, by name and, of the last twelve, by number. */
export type StretchName = "current" | "previous" | "lastYear" | number;
export const namesIn = (comparison: Comparison): StretchName[] => [
  "current",
  "previous",
  "lastYear",
  ...comparison.trail.map((_, i) => i),
];
export const stretchIn = (comparison: Comparison, name: StretchName): DayRange =>
  typeof name === "number" ? (comparison.trail[name] ?? comparison.current) : comparison[name];

/**
 * The days a measure is taken over for a stretch. What is told day by day is compared with as many days; what is told by month, quarter or year has
 * no part of one, so that stretches are taken whole, and while the period runs nothing that adds up is set beside a whole one (null).
 */
export function takenOver(
  { kind, grain }: { kind: MeasureKind; grain: MeasureGrain },
  name: StretchName,
  { comparison, period, asOf }: { comparison: Comparison; period: DayRange; asOf: Day },
): DayRange | null {
  if (grain === "DAY") return stretchIn(comparison, name);
  const isRunning = asOf < period.to;
  if (name === "current") return period;
  if (typeof name === "number") {
    let whole = period;
    for (let back = comparison.trail.length - 1; back > name; back -= 1) whole = previousPeriod(whole);
    return whole;
  }
  if (isRunning && kind === "FLOW") return null;
  return name === "previous" ? previousPeriod(period) : samePeriodLastYear(period);
}
