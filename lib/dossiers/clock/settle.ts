import type { Day } from "@/lib/calendar/model";
import { cityInstant, closingMinute } from "@/lib/calendar/rules";
import type { MoveName, Outcome, ResultKind } from "../model";
import { type Due, dueOf, dueThrough, isCountable, known, shiftDue } from "./due";
import type { ClockStop, DossierFacts, MoveContext } from "./facts";
import { outcomeOf, workingDaysUsed } from "./outcome";

/** The stop a move opens, if it makes the clock stand. */
export function stopOpenedBy(
  dossier: DossierFacts,
  move: MoveName,
  context: MoveContext,
  today: Day,
  note: string | null,
): ClockStop | null {
  if (move !== "requestSupplement" && move !== "requestPayment") return null;
  // A clock that has run out is not started afresh by asking for papers: the lateness stays.
  const isOverdue = dossier.dueOn !== null && dossier.dueOn < today;
  return {
    kind: move === "requestSupplement" ? "SUPPLEMENT" : "PAYMENT",
    policy: move === "requestSupplement" && !isOverdue ? context.supplementPolicy : "PAUSE",
    reason: note ?? "",
    stoppedAt: context.now,
    stoppedOn: today,
    resumedAt: null,
    resumedOn: null,
    dueAtBefore: dossier.dueAt,
    dueOnBefore: dossier.dueOn,
  };
}

/** Sets what the move's place in the life of the clock says. */
export function settle(
  moved: DossierFacts,
  move: MoveName,
  context: MoveContext,
  today: Day,
  open: ClockStop | undefined,
): DossierFacts {
  const { now, calendar } = context;
  switch (move) {
    case "accept": {
      const { promisedDueOn: dueOn } = context;
      const promised = dueOn === undefined ? null : { dueOn, dueAt: cityInstant(dueOn, closingMinute(calendar, dueOn)) };
      const due = dueOf({ acceptedAt: now, limit: context.limit, cutoff: context.cutoff, calendar }) ?? promised;
      return { ...moved, limit: context.limit, acceptedAt: now, acceptedOn: today, ...dueFields(due) };
    }
    case "start":
      return moved;
    case "requestSupplement":
      return { ...moved, ...dueFields(null), supplementCount: moved.supplementCount + 1 };
    case "requestPayment":
      return { ...moved, ...dueFields(null) };
    case "receiveSupplement":
    case "confirmPayment":
      return open ? resumed(moved, open, context) : moved;
    case "extend": {
      const extendedDueOn = context.extendedDueOn ?? null;
      return {
        ...moved,
        extendedDueOn,
        extendedDueAt: extendedDueOn === null ? null : cityInstant(extendedDueOn, closingMinute(calendar, extendedDueOn)),
      };
    }
    case "decline":
      return ended(moved, "NOT_ACCEPTED", null, context, today);
    case "withdraw":
      return ended(moved, "WITHDRAWN", null, context, today);
    case "stop":
      return ended(moved, "STOPPED", null, context, today);
    case "finish":
      return ended(moved, outcomeOf({ dueOn: moved.dueOn, endedOn: today }), "GRANTED", context, today);
    case "refuse":
      return ended(moved, outcomeOf({ dueOn: moved.dueOn, endedOn: today }), "REFUSED", context, today);
    case "reopen":
      return { ...moved, outcome: null, resultKind: null, endedAt: null, endedOn: null, workingDaysUsed: null };
    case "return":
      return { ...moved, returnedAt: now, returnedOn: today };
  }
}
function dueFields(due: Due | null): Pick<DossierFacts, "dueAt" | "dueOn"> {
  return { dueAt: due?.dueAt ?? null, dueOn: due?.dueOn ?? null };
}

/**
 * The due day goes on from where it stood (`dueThrough`). One that was promised otherwise than counted is moved on by what was waited,
 * and so does a restart of a dossier that came in without a limit; the appointment of an apology always, and where a restart leads
 * beyond it, it is the new due day: nobody is promised a day before the one the law gives.
 */
function resumed(moved: DossierFacts, stop: ClockStop, context: MoveContext): DossierFacts {
  const { now, calendar } = context;
  const stood = { from: stop.stoppedAt, until: now };
  const unit = moved.limit?.unit ?? null;
  const before = stop.dueAtBefore && stop.dueOnBefore ? { dueAt: stop.dueAtBefore, dueOn: stop.dueOnBefore } : null;
  const promised =
    moved.extendedDueAt && moved.extendedDueOn
      ? shiftDue({ dueAt: moved.extendedDueAt, dueOn: moved.extendedDueOn }, stood, unit, calendar)
      : null;
  const due = before && (countedOn(moved, before, stop, context) ?? shiftDue(before, stood, unit, calendar));
  const appointment = promised && due && promised.dueAt < due.dueAt ? due : promised;
  return {
    ...moved,
    ...dueFields(due),
    extendedDueAt: appointment?.dueAt ?? null,
    extendedDueOn: appointment?.dueOn ?? null,
  };
}

/** The due counted through every stop, the one that just ended too; null where the due before it was not counted so. */
function countedOn({ acceptedAt, limit, stops }: DossierFacts, before: Due, stop: ClockStop, context: MoveContext): Due | null {
  const { now, cutoff, calendar } = context;
  if (!isCountable(limit)) return null;
  if (stop.policy === "RESTART") return dueOf({ acceptedAt: now, limit, cutoff, calendar });
  if (!acceptedAt || limit.unit === "WORKING_HOUR" || limit.unit === "CLOCK_HOUR") return null;
  const question = { acceptedAt, limit, cutoff, calendar };
  const was = known(() => dueThrough({ ...question, stops: stops.filter((s) => s.stoppedAt !== stop.stoppedAt) }));
  if (was?.dueOn !== before.dueOn) return null;
  const due = dueThrough({ ...question, stops });
  return due?.dueOn === before.dueOn ? before : due;
}

function ended(
  moved: DossierFacts,
  outcome: Outcome,
  resultKind: ResultKind | null,
  context: MoveContext,
  today: Day,
): DossierFacts {
  return {
    ...moved,
    outcome,
    resultKind,
    endedAt: context.now,
    endedOn: today,
    workingDaysUsed: moved.acceptedOn === null ? null : workingDaysUsed(moved.acceptedOn, today, moved.stops, context.calendar),
  };
}
