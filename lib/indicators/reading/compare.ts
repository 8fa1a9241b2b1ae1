import type { Day, DayRange } from "@/lib/calendar/model";
import type { ComparedReading, IndicatorCode, Reading, Target } from "../model";
import { type Comparison, type Held, isOnRecord, readingOf } from "../rules";
import type { Ledger } from "./sums";

/** The stretches one needs the borders of to compare. */
export const stretchesIn = (c: Comparison): DayRange[] => [c.current, c.previous, c.lastYear, ...c.trail];

/** One indicator beside its past. The stock of the period itself is that of `asOf`; a past stock is that of its stretch's end. */
export function comparedReading(
  code: IndicatorCode,
  comparison: Comparison,
  context: { ledger: Ledger; asOf: Day; firstDay: Day | null; targetOn(day: Day): Target | null },
): ComparedReading {
  const { ledger, asOf, firstDay } = context;
  const current = comparison.current;
  const heldIn = (s: DayRange, isCurrent: boolean): Held => ({
    flows: ledger.within(s),
    stocks: ledger.at(isCurrent ? asOf : s.to),
  });
  const past = (s: DayRange): Reading | null =>
    isOnRecord(s, firstDay) ? readingOf(code, heldIn(s, false), context.targetOn(s.to)) : null;
  const now = readingOf(code, heldIn(current, true), context.targetOn(asOf));
  return {
    ...now,
    previous: past(comparison.previous),
    lastYear: past(comparison.lastYear),
    trail: comparison.trail.map((s) => ({
      ...s,
      value: s.to === current.to ? now.value : (past(s)?.value ?? null),
    })),
  };
}
