import { readDay, writeDay } from "@/lib/calendar/rules";
import type { Prisma } from "@/lib/db/client";
import type { ClockStop, DossierFacts } from "../clock/facts";

type Row = Prisma.DossierGetPayload<{ include: { clockStops: true } }>;
const dayOf = (column: Date | null) => column && readDay(column);

/** What a decision looks at, from the tables' rows. */
export function factsOf(row: Row): DossierFacts {
  return {
    state: row.state,
    version: row.version,
    outcome: row.outcome,
    resultKind: row.resultKind,
    limit: row.limitUnit && { value: row.limitValue, unit: row.limitUnit },
    acceptedAt: row.acceptedAt,
    acceptedOn: dayOf(row.acceptedOn),
    dueAt: row.dueAt,
    dueOn: dayOf(row.dueOn),
    extendedDueAt: row.extendedDueAt,
    extendedDueOn: dayOf(row.extendedDueOn),
    endedAt: row.endedAt,
    endedOn: dayOf(row.endedOn),
    returnedAt: row.returnedAt,
    returnedOn: dayOf(row.returnedOn),
    workingDaysUsed: row.workingDaysUsed,
    supplementCount: row.supplementCount,
    stops: row.clockStops.map((s) => ({
      kind: s.kind,
      policy: s.policy,
      reason: s.reason,
      stoppedAt: s.stoppedAt,
      stoppedOn: readDay(s.stoppedOn),
      resumedAt: s.resumedAt,
      resumedOn: dayOf(s.resumedOn),
      dueAtBefore: s.dueAtBefore,
      dueOnBefore: dayOf(s.dueOnBefore),
    })),
  };
}

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
