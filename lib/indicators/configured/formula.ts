import * as z from "zod";
import { type Exact, exactNumber, minus, nought, over, plus, times } from "./exact";

/** What is taken of a measure over a period: its figures added up, the last, their mean, or how many there are. */
export const takes = ["sum", "last", "average", "count"] as const;
export type Take = (typeof takes)[number];
/** "base-stations": of a measure, or of an indicator. */
const Name = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
export const Term = z.strictObject({
  of: z.enum(["measure", "indicator"]),
  code: Name,
  /** Of an indicator its value is taken, whatever stands here. */
  take: z.enum(takes),
  isTakenAway: z.boolean(),
});
export type Term = z.output<typeof Term>;
export const factors = [1, 100, 1_000, 10_000, 100_000] as const;
/** (top added up) : (bottom added up) × factor; without a bottom: the top. */
export const Formula = z.strictObject({
  top: z.array(Term).min(1).max(20),
  bottom: z.array(Term).min(1).max(20).nullable(),
  factor: z.union(factors.map((one) => z.literal(one))),
});
export type Formula = z.output<typeof Formula>;

export type Evaluated = { top: Exact | null; bottom: Exact | null; value: Exact | null };
/**
 * The value of a formula. `valueIn` answers null where nothing is known: a sum with something unknown in it is not known either, and never
 * passes for a smaller one.
 */
export function evaluate({ top, bottom, factor }: Formula, valueIn: (term: Term) => Exact | null): Evaluated {
  const above = sum(top, valueIn);
  if (bottom === null) return { top: above, bottom: null, value: above && times(above, exactNumber(factor)) };
  const below = sum(bottom, valueIn);
  const ratio = above && below && over(above, below);
  return { top: above, bottom: below, value: ratio && times(ratio, exactNumber(factor)) };
}
function sum(terms: readonly Term[], valueIn: (term: Term) => Exact | null): Exact | null {
  let all: Exact | null = nought;
  for (const term of terms) {
    const value = valueIn(term);
    all = all && value && (term.isTakenAway ? minus(all, value) : plus(all, value));
  }
  return all;
}

export const termsOf = ({ top, bottom }: Formula): readonly Term[] => [...top, ...(bottom ?? [])];

/** The indicators a formula would in the end be made of itself by; null where it is not. */
export function cycleFrom(code: string, formula: Formula, formulaOf: (code: string) => Formula | null): string[] | null {
  const walk = (from: Formula, way: readonly string[]): string[] | null => {
    for (const term of termsOf(from)) {
      if (term.of !== "indicator") continue;
      if (term.code === code) return [...way, code];
      if (way.includes(term.code)) continue;
      const next = formulaOf(term.code);
      const found = next && walk(next, [...way, term.code]);
      if (found) return found;
    }
    return null;
  };
  return walk(formula, [code]);
}
