import type { WorkingCalendar } from "@/lib/calendar/model";
import { addWorkingMinutes, cityDay, fullDayMinutes, workingMinutesBetween } from "@/lib/calendar/rules";
import { AppError } from "@/lib/errors";
import type { ClockStop, DossierFacts } from "../clock/facts";
import type { ActName, HandlingName, MoveName } from "../model";
import { closingStep, currentStep, type Desk, nextStep, previousStep, type Step } from "./facts";

type Clocked = Pick<DossierFacts, "dueAt" | "extendedDueAt"> & {
  stops: readonly Pick<ClockStop, "policy" | "stoppedAt" | "resumedAt">[];
};

/**
 * When a step that has begun is due: its share of the time in office hours from its beginning, moved on by what the clock stood since;
 * counted whole again where the dossier's own time was (NĐ 61/2018 Đ.19.4). Never later than the dossier is promised, and so that day
 * where the share runs beyond the decided calendar. Null for a step without a share, and while the clock stands. Throws what counting throws.
 */
export function stepDue(step: Pick<Step, "centidays" | "startedAt">, dossier: Clocked, calendar: WorkingCalendar): Date | null {
  const { centidays, startedAt } = step;
  if (centidays === null || startedAt === null || dossier.stops.some((s) => s.resumedAt === null)) return null;
  const over = dossier.stops.flatMap((s) => (s.resumedAt && s.resumedAt > startedAt ? [{ ...s, resumedAt: s.resumedAt }] : []));
  const from = over.reduce((at, s) => (s.policy === "RESTART" && s.resumedAt > at ? s.resumedAt : at), startedAt);
  const waited = over
    .filter((s) => s.policy === "PAUSE" && s.resumedAt > from)
    .reduce((sum, s) => sum + workingMinutesBetween(s.stoppedAt > from ? s.stoppedAt : from, s.resumedAt, calendar), 0);
  const share = (centidays / 100) * fullDayMinutes(calendar, cityDay(from));
  const promised = dossier.extendedDueAt ?? dossier.dueAt;
  try {
    const due = addWorkingMinutes(from, share + waited, calendar);
    return promised && promised < due ? promised : due;
  } catch (error) {
    if (promised && error instanceof AppError && error.code === "calendar-not-decided") return promised;
    throw error;
  }
}

/** What becomes of the desk by an act that was found lawful; `after` is the dossier as the act leaves it. */
export function deskAfter(
  desk: Desk,
  act: ActName,
  after: DossierFacts,
  { now, calendar, assigneeId }: { now: Date; calendar: WorkingCalendar; assigneeId?: number | null | undefined },
): Desk {
  const moved = moves[act]?.(desk, now, assigneeId) ?? desk;
  return after.endedAt === null ? recounted(moved, after, calendar) : moved;
}

/**
 * What becomes of the desk where no act at it changed the dossier, but a register, another system or the calendar: the step that runs is
 * counted anew and lies with whoever has the dossier; with a dossier that ended the work is over, as by an act.
 */
export function deskTold(
  desk: Desk,
  after: Clocked & Pick<DossierFacts, "state" | "endedAt" | "returnedAt">,
  calendar: WorkingCalendar,
): Desk {
  const { state, endedAt, returnedAt } = after;
  const at = currentStep(desk);
  if (endedAt === null) return recounted(at ? withStep(desk, { ...at, assigneeId: desk.assigneeId }) : desk, after, calendar);
  const closing = closingStep(desk);
  if (state === "FINISHED") return at && at === closing ? desk : closed(desk, endedAt, closing);
  return closed(desk, at === closing ? (returnedAt ?? endedAt) : endedAt, null);
}

function recounted(desk: Desk, dossier: Clocked, calendar: WorkingCalendar): Desk {
  const at = currentStep(desk);
  return at ? withStep(desk, { ...at, dueAt: stepDue(at, dossier, calendar) }) : desk;
}

type Passage = (desk: Desk, now: Date, assigneeId: number | null | undefined) => Desk;
const moves: { readonly [A in MoveName | HandlingName]?: Passage } = {
  assign: (desk, _now, assigneeId = null) => {
    const at = currentStep(desk);
    return { ...(at ? withStep(desk, { ...at, assigneeId }) : desk), assigneeId };
  },
  start: (desk, now, assigneeId = null) => {
    const begun = currentStep(desk) ?? desk.steps[0] ?? null;
    const standing = begun ? { ...desk, stepPosition: begun.position } : desk;
    return nextStep(standing) ? onward(standing, now, assigneeId) : { ...standing, assigneeId };
  },
  forward: (desk, now, assigneeId = null) => onward(desk, now, assigneeId),
  sendBack: (desk, now, assigneeId) => {
    const [at, back] = [currentStep(desk), previousStep(desk)];
    if (!at || !back) return desk;
    // Unless said, it goes back to whoever had it.
    const whose = assigneeId === undefined ? back.assigneeId : assigneeId;
    const left = withStep(desk, { ...at, startedAt: null, dueAt: null, endedAt: null });
    return {
      ...withStep(left, { ...back, startedAt: now, endedAt: null, assigneeId: whose }),
      stepPosition: back.position,
      assigneeId: whose,
    };
  },
  decline: (desk, now) => closed(desk, now, null),
  withdraw: (desk, now) => closed(desk, now, null),
  stop: (desk, now) => closed(desk, now, null),
  finish: (desk, now) => closed(desk, now, closingStep(desk)),
  refuse: (desk, now) => closed(desk, now, closingStep(desk)),
  return: (desk, now) => closed(desk, now, null),
  // The step it was finished at goes on with whoever had it, and the handing over has not begun.
  reopen: (desk) => {
    const closing = closingStep(desk);
    const last = desk.steps.findLast((step) => step !== closing && step.endedAt !== null);
    const waiting = closing ? withStep(desk, { ...closing, startedAt: null, dueAt: null, endedAt: null }) : desk;
    const begun = last ? withStep(waiting, { ...last, endedAt: null }) : waiting;
    return { ...begun, stepPosition: last?.position ?? null, assigneeId: last?.assigneeId ?? null };
  },
};

function onward(desk: Desk, now: Date, assigneeId: number | null): Desk {
  const [at, next] = [currentStep(desk), nextStep(desk)];
  if (!at || !next) return desk;
  const left = withStep(desk, { ...at, endedAt: now });
  return {
    ...withStep(left, { ...next, startedAt: now, dueAt: null, endedAt: null, assigneeId }),
    stepPosition: next.position,
    assigneeId,
  };
}

/** The work is over; what is left, if anything, is the handing over, which lies with the desk. A step ends no earlier than it began. */
function closed(desk: Desk, now: Date, last: Step | null): Desk {
  const at = currentStep(desk);
  const ended = at ? withStep(desk, { ...at, endedAt: at.startedAt && at.startedAt > now ? at.startedAt : now }) : desk;
  const handing = last && last !== at ? withStep(ended, { ...last, startedAt: now, dueAt: null, assigneeId: null }) : ended;
  return { ...handing, stepPosition: last?.position ?? null, assigneeId: null };
}

/** A step that stays as it was stays the same object: what is not, is written. */
function withStep(desk: Desk, step: Step): Desk {
  return { ...desk, steps: desk.steps.map((s) => (s.position === step.position && !isSame(s, step) ? step : s)) };
}
const isSame = (a: Step, b: Step): boolean =>
  a.assigneeId === b.assigneeId &&
  (["startedAt", "dueAt", "endedAt"] as const).every((at) => a[at]?.getTime() === b[at]?.getTime());
