import type { Day, DayRange } from "@/lib/calendar/model";
import type { ComparedReading, IndicatorCode, Reading, Target } from "../model";
import { type Comparison, type Held, isOnRecord, readingOf } from "../rules";
import type { Ledger } from "./sums";

/** The stretches one needs the borders of to compare. */
export const stretchesIn = (c: Comparison): DayRange[] => [c.current, c.previous, c.lastYear, ...c.trail];

/** A reading beside the period before, the same a year earlier and the last twelve. Null where the record does not reach back to. */
export function beside<R extends { value: number | null }>(
  { current, previous, lastYear, trail }: Comparison,
  now: R,
  then: (stretch: DayRange) => R | null,
): R & { previous: R | null; lastYear: R | null; trail: (DayRange & { value: number | null })[] } {
  return {
    ...now,
    previous: then(previous),
    lastYear: then(lastYear),
    trail: trail.map((s) => ({ from: s.from, to: s.to, value: s.to === current.to ? now.value : (then(s)?.value ?? null) })),
  };
}

/** Indicators beside their past. The stock of the period itself is that of `asOf`; a past stock is that of its stretch's end. */
export function comparing(
  comparison: Comparison,
  context: { ledger: Ledger; asOf: Day; firstDay: Day | null; targetOn(code: IndicatorCode, day: Day): Target | null },
): (code: IndicatorCode) => ComparedReading {
  const { ledger, asOf, firstDay } = context;
  const current = comparison.current;
  // Each stretch is counted once for all the indicators.
  const counted = new Map<DayRange, Held>();
  const heldIn = (s: DayRange, until: Day): Held => {
    const held = counted.get(s) ?? { flows: ledger.within(s), stocks: ledger.at(until) };
    counted.set(s, held);
    return held;
  };
  return (code) => {
    const past = (s: DayRange): Reading | null =>
      isOnRecord(s, firstDay) ? readingOf(code, heldIn(s, s.to), context.targetOn(code, s.to)) : null;
    return beside(comparison, readingOf(code, heldIn(current, asOf), context.targetOn(code, asOf)), past);
  };
}
