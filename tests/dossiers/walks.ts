import fc from "fast-check";
import { addDays, cityDay } from "@/lib/calendar/rules";
import { type CutoffPolicy, type LimitUnit, type MoveName, moveNames, type SupplementPolicy } from "@/lib/dossiers/model";
import { type DossierFacts, decideMove, type MoveDecision, movesFrom, newDossier } from "@/lib/dossiers/rules";
import { shipped } from "../calendar/years";

/** A life of a dossier: most steps are ones its state allows, some are not. Each comes some hours after the last. */
export const anyWalk = fc.record({
  start: fc.integer({ min: 0, max: 900 * 24 * 60 }).map((m) => new Date(Date.UTC(2023, 0, 3) + m * 60_000)),
  limit: fc.record({
    value: fc.integer({ min: 1, max: 20 }),
    unit: fc.constantFrom<LimitUnit>("SAME_DAY", "WORKING_DAY", "CALENDAR_DAY", "MONTH", "WORKING_HOUR", "CLOCK_HOUR", "TEXT"),
  }),
  cutoff: fc.constantFrom<CutoffPolicy>("NONE", "SAME_DAY_15H", "AFTER_CLOSE_NEXT_DAY"),
  supplementPolicy: fc.constantFrom<SupplementPolicy>("RESTART", "PAUSE"),
  steps: fc.array(
    fc.record({
      any: fc.constantFrom(...moveNames),
      isLegal: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      pick: fc.nat({ max: 60 }),
      hours: fc.integer({ min: 0, max: 200 }),
      extension: fc.integer({ min: -3, max: 20 }),
      reason: fc.constantFrom("Thiếu giấy tờ", "Chờ xác minh", ""),
    }),
    { maxLength: 14 },
  ),
});
export type Walk = typeof anyWalk extends fc.Arbitrary<infer W> ? W : never;
export type Step = { before: DossierFacts; move: MoveName; now: Date; decided: MoveDecision };

/** Every step tried, with what was decided. */
export function stepsOf({ start, limit, cutoff, supplementPolicy, steps }: Walk): Step[] {
  let before = newDossier;
  let now = start;
  return steps.map((step) => {
    const legal = movesFrom(before.state);
    const move = (step.isLegal ? legal[step.pick % Math.max(1, legal.length)] : undefined) ?? step.any;
    now = new Date(now.getTime() + step.hours * 3_600_000);
    const extendedDueOn = addDays(before.dueOn ?? cityDay(now), step.extension);
    const { reason } = step;
    const decided = decideMove(before, move, { now, calendar: shipped, reason, extendedDueOn, limit, cutoff, supplementPolicy });
    const tried = { before, move, now, decided };
    if (decided.ok) before = decided.next;
    return tried;
  });
}
export function endOf(steps: readonly Step[]): DossierFacts {
  return steps.reduce((end, { decided }) => (decided.ok ? decided.next : end), newDossier);
}
