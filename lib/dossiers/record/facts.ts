import { writeDay } from "@/lib/calendar/rules";
import type { ClockStop, DossierFacts } from "../clock/facts";

const columnOf = (day: string | null) => (day === null ? null : writeDay(day));

/** The columns of a dossier that a decision settles. */
export function columnsOf(facts: DossierFacts) {
  return {
    state: facts.state,
    version: facts.version,
    outcome: facts.outcome,
    resultKind: facts.resultKind,
    limitValue: facts.limit?.value ?? null,
    limitUnit: facts.limit?.unit ?? null,
    acceptedAt: facts.acceptedAt,
    acceptedOn: columnOf(facts.acceptedOn),
    dueAt: facts.dueAt,
    dueOn: columnOf(facts.dueOn),
    extendedDueAt: facts.extendedDueAt,
    extendedDueOn: columnOf(facts.extendedDueOn),
    endedAt: facts.endedAt,
    endedOn: columnOf(facts.endedOn),
    returnedAt: facts.returnedAt,
    returnedOn: columnOf(facts.returnedOn),
    workingDaysUsed: facts.workingDaysUsed,
    supplementCount: facts.supplementCount,
  };
}

export function stopColumnsOf(stop: ClockStop) {
  return {
    ...stop,
    stoppedOn: writeDay(stop.stoppedOn),
    resumedOn: columnOf(stop.resumedOn),
    dueOnBefore: columnOf(stop.dueOnBefore),
  };
}
