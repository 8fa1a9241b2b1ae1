import type { Day } from "@/lib/calendar/model";
import { cityDay, isWorkingDay } from "@/lib/calendar/rules";
import { type Actor, can, type Permission } from "@/lib/policy";
import type { ClockStop, DossierFacts, MoveContext } from "./clock/facts";
import { settle, stopOpenedBy } from "./clock/settle";
import { type ActName, type DossierState, isAtDesk, type MoveName, moveNames, moves } from "./model";

export {
  type Due,
  type DueExplanation,
  type DueQuestion,
  dueOf,
  explainDue,
  isCountable,
  type Limit,
  type StripDay,
} from "./clock/due";
export { type ClockStop, type DossierFacts, type MoveContext, newDossier } from "./clock/facts";
export { meanAge, outcomeOf, workingDaysUsed } from "./clock/outcome";
export { type CalendarTurn, type OpenClock, type Redated, redate } from "./clock/redate";
export { type DossierCode, formatDossierCode, parseDossierCode } from "./codes/code";
export { type Asked, correctionRight, decideCorrection, type Written } from "./correction/decide";
export { idKey, maskName, maskNumber } from "./identifiers/keys";
export {
  acceptanceFault,
  agencyOfDesk,
  feeAmount,
  idNumberFault,
  intakeFaults,
  isAtHome,
  isTaxCodeMistyped,
} from "./intake/checks";

export type MoveRefusal =
  | "move-not-open"
  | "move-before-last"
  | "reason-required"
  | "supplements-used-up"
  | "extend-once"
  | "extend-no-due"
  | "extend-day-required"
  | "extend-too-late"
  | "extend-not-later"
  | "extend-not-working-day"
  | "reopen-too-late";

export type MoveEvent = {
  version: number;
  kind: MoveName;
  fromState: DossierState;
  toState: DossierState;
  at: Date;
  note: string | null;
  dueAtBefore: Date | null;
  dueAtAfter: Date | null;
};
export type MoveDecision =
  | {
      ok: true;
      next: DossierFacts;
      event: MoveEvent;
      /** The rows to write for the clock: a stop that opens, or the end of the one that was open. */
      clock: { opens: ClockStop | null; closes: { resumedAt: Date; resumedOn: Day } | null };
    }
  | { ok: false; code: MoveRefusal };

/** The moves a state allows, in the order of the table. */
export function movesFrom(state: DossierState): MoveName[] {
  return moveNames.filter((name) => moves[name].from.some((from) => from === state));
}

/** What an actor may do with a dossier now: the state allows it, the right is there, and it is not used up. */
export function movesOpenTo(
  actor: Actor,
  dossier: Pick<DossierFacts, "state" | "supplementCount" | "supplementsAllowed" | "extendedDueOn" | "dueOn"> &
    Place & { mayReopen?: boolean },
): MoveName[] {
  return movesFrom(dossier.state).filter((name) => {
    if (name === "requestSupplement" && dossier.supplementCount >= dossier.supplementsAllowed) return false;
    if (name === "extend" && (dossier.extendedDueOn !== null || dossier.dueOn === null)) return false;
    if (name === "reopen" && !dossier.mayReopen) return false;
    return can(actor, moves[name].needs, unitFor(actor, name, moves[name].needs, dossier));
  });
}

/** Whose dossier it is: the unit that settles it, and the desk that took it in where that is another. */
export type Place = { unitId: number; receivingUnitId?: number };
/** The unit in which somebody may take a step: the settling one, else the desk's for what is done at the desk. */
export function unitFor(actor: Actor, act: ActName, needs: Permission, { unitId, receivingUnitId = unitId }: Place): number {
  return isAtDesk(act) && !can(actor, needs, unitId) ? receivingUnitId : unitId;
}

/**
 * May the dossier take this step now, and what becomes of it and of its clock? Pure: the caller writes what comes back.
 * Throws AppError `calendar-not-decided` or `office-hours-not-set` where a due day cannot be counted.
 */
export function decideMove(dossier: DossierFacts, move: MoveName, context: MoveContext): MoveDecision {
  const code = refusalOf(dossier, move, context);
  if (code) return { ok: false, code };
  const { now } = context;
  const today = cityDay(now);
  const note = context.reason?.trim() || null;
  const opens = stopOpenedBy(dossier, move, context, today, note);
  const open = dossier.stops.find((s) => s.resumedAt === null);
  const closes = open ? { resumedAt: now, resumedOn: today } : null;
  const stops = dossier.stops.map((s) => (s === open && closes ? { ...s, ...closes } : s));
  const moved: DossierFacts = {
    ...dossier,
    state: moves[move].to,
    version: dossier.version + 1,
    stops: opens ? [...stops, opens] : stops,
  };
  const next = settle(moved, move, context, today, open);
  const event: MoveEvent = {
    version: next.version,
    kind: move,
    fromState: dossier.state,
    toState: next.state,
    at: now,
    note,
    // An extension leaves the due day of the clock and promises another beside it.
    dueAtBefore: dossier.dueAt,
    dueAtAfter: move === "extend" ? next.extendedDueAt : next.dueAt,
  };
  return { ok: true, next, event, clock: { opens, closes } };
}

function refusalOf(dossier: DossierFacts, move: MoveName, context: MoveContext): MoveRefusal | null {
  const rule = moves[move];
  if (!rule.from.some((from) => from === dossier.state)) return "move-not-open";
  const told = dossier.stops.flatMap((s) => [s.stoppedAt, s.resumedAt]).concat(dossier.acceptedAt, dossier.endedAt);
  if (told.some((at) => at !== null && at > context.now)) return "move-before-last";
  if ("needsReason" in rule && !context.reason?.trim()) return "reason-required";
  // One request, complete, a dossier (NĐ 61/2018 Đ.15.3, Đ.19.4), unless the catalogue said otherwise on the day.
  if (move === "requestSupplement" && dossier.supplementCount >= dossier.supplementsAllowed) return "supplements-used-up";
  // The day after, its outcome stands in reports and the applicant was told.
  if (move === "reopen" && dossier.endedOn !== cityDay(context.now)) return "reopen-too-late";
  return move === "extend" ? extensionRefusal(dossier, context) : null;
}

/** One new appointment a dossier, told at the latest one day before the due day (NĐ 61/2018 Đ.19.9). */
function extensionRefusal(dossier: DossierFacts, context: MoveContext): MoveRefusal | null {
  const { extendedDueOn } = context;
  if (dossier.extendedDueOn !== null) return "extend-once";
  if (dossier.dueOn === null) return "extend-no-due";
  if (extendedDueOn === undefined) return "extend-day-required";
  if (cityDay(context.now) >= dossier.dueOn) return "extend-too-late";
  if (extendedDueOn <= dossier.dueOn) return "extend-not-later";
  return isWorkingDay(extendedDueOn, context.calendar) ? null : "extend-not-working-day";
}
