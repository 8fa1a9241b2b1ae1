import { cityDay } from "@/lib/calendar/rules";
import { type Actor, can, type Permission } from "@/lib/policy";
import type { DossierFacts, MoveContext } from "../clock/facts";
import {
  type ActName,
  type DossierState,
  type HandlingName,
  handlingNames,
  handlings,
  isMove,
  moves,
  needsReason,
} from "../model";
import { decideMove, type MoveDecision, type MoveRefusal, movesOpenTo } from "../rules";
import { type Desk, lateConsultations, nextStep, previousStep } from "./facts";
import type { Given, SuppliedPaper } from "./model";
import { deskAfter } from "./passage";

export type ActRefusal =
  | MoveRefusal
  | "basis-required"
  | "decision-exists"
  | "reopen-result"
  | "assignee-required"
  | "assignee-unchanged"
  | "steps-none"
  | "step-last"
  | "step-first"
  | "late-agency-unknown"
  | "consultation-required"
  | "consultation-own-unit"
  | "consultation-day-past"
  | "consultation-after-due"
  | "consultation-not-open"
  | "opinion-required"
  | "payment-required"
  | "hand-over-required"
  | "collector-required"
  | "tracking-required"
  | "paper-not-asked"
  | "supplement-incomplete";

/** The field of the form a refusal is about. */
export const faultFields: Partial<Record<ActRefusal, string>> = {
  "reason-required": "reason",
  "basis-required": "basis",
  "assignee-required": "assigneeId",
  "assignee-unchanged": "assigneeId",
  "extend-day-required": "extendedDueOn",
  "extend-not-later": "extendedDueOn",
  "extend-not-working-day": "extendedDueOn",
  "late-agency-unknown": "lateAgencies",
  "consultation-required": "consultation",
  "consultation-own-unit": "consultation.unitId",
  "consultation-day-past": "consultation.dueOn",
  "consultation-after-due": "consultation.dueOn",
  "consultation-not-open": "opinion.consultationId",
  "opinion-required": "opinion",
  "payment-required": "payment",
  "hand-over-required": "handOver",
  "collector-required": "handOver.collectorName",
  "tracking-required": "handOver.trackingNumber",
  "paper-not-asked": "papers",
  "supplement-incomplete": "papers",
};

export type ActContext = MoveContext & Omit<Given, "reason" | "extendedDueOn">;
type Lawful = Extract<MoveDecision, { ok: true }>;
export type ActEvent = Omit<Lawful["event"], "kind"> & { kind: ActName; lateAgencies?: readonly string[] };
export type ActDecision = { ok: true; next: DossierFacts; event: ActEvent; clock: Lawful["clock"]; desk: Desk } | Refused;
type Refused = { ok: false; code: ActRefusal };

/**
 * May this be done with the dossier now, what becomes of it, of its clock and of the desk it lies on? Pure: the caller writes what
 * comes back. `isPreview` looks at what the act would do before
 * a person has filled in what it asks for. Throws like decideMove.
 */
export function decideAct(
  dossier: DossierFacts,
  desk: Desk,
  act: ActName,
  context: ActContext,
  { isPreview = false }: { isPreview?: boolean } = {},
): ActDecision {
  const decided = isMove(act)
    ? decideMove(dossier, act, { ...context, reason: reasonOf(act, context, isPreview) })
    : handled(dossier, act, context, isPreview);
  if (!decided.ok) return decided;
  const code = standingRefusal(dossier, desk, act, context) ?? (isPreview ? null : missing(desk, act, context));
  if (code) return { ok: false, code };
  const event = { ...decided.event, note: noteOf(act, desk, context, decided.event.note) };
  return { ...decided, event, desk: deskAfter(desk, act, decided.next, context) };
}

/** What the event of an act says beside its name; of a supplement the papers too, a line each. */
function noteOf(act: ActName, desk: Desk, { askedPapers = [], papers = [] }: ActContext, said: string | null): string | null {
  const nameOf = ({ askedPaperId, name }: SuppliedPaper) => desk.asked.find((a) => a.id === askedPaperId)?.name ?? name;
  const counted = papers.map((paper) => `${nameOf(paper)}${paper.count > 1 ? ` × ${paper.count}` : ""}`);
  const names = act === "requestSupplement" ? askedPapers.map((p) => p.name) : act === "receiveSupplement" ? counted : [];
  return [said, ...names.map((name) => `– ${name}`)].filter((text) => text !== null).join("\n") || null;
}

/** A stop says on what provision it stands (TT 03/2025 Đ.7): it is the first thing its notice tells. */
function reasonOf(act: ActName, { reason, basis }: ActContext, isPreview: boolean): string | undefined {
  const said = act === "stop" && basis && reason ? `${basis.trim().replace(/[.;:]$/, "")}: ${reason}` : reason;
  return isPreview ? said?.trim() || "…" : said;
}

/** An act that leaves the state and the clock as they are: it is an event of the dossier's history all the same. */
function handled(
  dossier: DossierFacts,
  act: HandlingName,
  { now, reason, opinion, consultation }: ActContext,
  isPreview: boolean,
): Omit<Extract<ActDecision, { ok: true }>, "desk"> | Refused {
  if (!handlings[act].from.some((from) => from === dossier.state)) return { ok: false, code: "move-not-open" };
  const told = dossier.stops.flatMap((s) => [s.stoppedAt, s.resumedAt]).concat(dossier.acceptedAt);
  if (told.some((at) => at !== null && at > now)) return { ok: false, code: "move-before-last" };
  if (needsReason(act) && !reason?.trim() && !isPreview) return { ok: false, code: "reason-required" };
  const next = { ...dossier, version: dossier.version + 1 };
  const asked = consultation && `${consultation.agency}: ${consultation.question}`;
  const event: ActEvent = {
    version: next.version,
    kind: act,
    fromState: dossier.state,
    toState: dossier.state,
    at: now,
    note: reason?.trim() || asked || opinion?.answer || null,
    dueAtBefore: dossier.dueAt,
    dueAtAfter: dossier.dueAt,
  };
  return { ok: true, next, event, clock: { opens: null, closes: null } };
}

/** What stands in the way whatever is filled in. */
function standingRefusal(dossier: DossierFacts, desk: Desk, act: ActName, context: ActContext): ActRefusal | null {
  switch (act) {
    // Only while no decision or notice of a result is there (TT 03/2025 Đ.7).
    case "withdraw":
    case "stop":
      return desk.hasDecision ? "decision-exists" : null;
    case "reopen":
      return desk.hasDecision ? "reopen-result" : null;
    case "forward":
      return desk.stepPosition === null ? "steps-none" : nextStep(desk) ? null : "step-last";
    case "sendBack":
      return desk.stepPosition === null ? "steps-none" : previousStep(desk) ? null : "step-first";
    case "extend":
      return isLateKnown(desk, context) ? null : "late-agency-unknown";
    case "consult":
      return context.consultation ? consultationRefusal(dossier, context.consultation.dueOn, context.now) : null;
    case "receiveOpinion":
      return desk.consultations.length === 0 ? "consultation-not-open" : null;
    default:
      return null;
  }
}

/** Nobody is called late who still has time, answered in time, or was not asked. */
function isLateKnown(desk: Desk, { lateAgencies, now }: ActContext): boolean {
  const late = lateConsultations(desk, cityDay(now));
  return (lateAgencies?.consultationIds ?? []).every((id) => late.some((asked) => asked.id === id));
}

/** The clock goes on while another agency is asked, so its answer must come before the dossier is due, where there is time left. */
function consultationRefusal({ dueOn, extendedDueOn }: DossierFacts, answerOn: string, now: Date): ActRefusal | null {
  const today = cityDay(now);
  const promised = extendedDueOn ?? dueOn;
  if (answerOn < today) return "consultation-day-past";
  return promised !== null && promised >= today && answerOn > promised ? "consultation-after-due" : null;
}

/** What a person has not filled in. */
function missing(desk: Desk, act: ActName, context: ActContext): ActRefusal | null {
  const { assigneeId, basis, consultation, opinion, payment, handOver } = context;
  switch (act) {
    case "assign":
      if (assigneeId === undefined) return "assignee-required";
      return assigneeId === desk.assigneeId ? "assignee-unchanged" : null;
    case "stop":
      return basis?.trim() ? null : "basis-required";
    case "consult":
      return consultation ? null : "consultation-required";
    case "receiveOpinion":
      if (!opinion) return "opinion-required";
      return desk.consultations.some((c) => c.id === opinion.consultationId) ? null : "consultation-not-open";
    case "confirmPayment":
      return desk.unpaid.length > 0 && !payment ? "payment-required" : null;
    case "receiveSupplement":
      return supplyFault(desk, context);
    case "return":
      if (!handOver) return "hand-over-required";
      if (handOver.delivery === "COUNTER" && !handOver.collectorName) return "collector-required";
      return handOver.delivery === "POST" && !handOver.trackingNumber ? "tracking-required" : null;
    default:
      return null;
  }
}

/** A supplement is received complete (NĐ 61/2018 Đ.19.4): what was asked for is there, or it is said why it need not be. */
function supplyFault({ asked }: Desk, { papers = [], reason }: ActContext): ActRefusal | null {
  const brought = papers.flatMap((paper) => paper.askedPaperId ?? []);
  if (brought.some((id) => !asked.some((one) => one.id === id))) return "paper-not-asked";
  const isMissing = asked.some((one) => !brought.includes(one.id));
  return isMissing && !reason?.trim() ? "supplement-incomplete" : null;
}

const moving: readonly ActName[] = ["assign", "forward", "sendBack"];
/** The right an act asks for. What lies on somebody else's desk only the head of the unit takes away from there. */
export function rightFor(act: ActName, { assigneeId }: Pick<Desk, "assigneeId">, userId: number | null): Permission {
  if (isMove(act)) return moves[act].needs;
  const isOthers = assigneeId !== null && assigneeId !== userId;
  return moving.includes(act) && isOthers ? "dossiers.approve" : handlings[act].needs;
}

/** What decides which acts are open: of one dossier, or of each line of a list. */
export type OpenTo = Pick<DossierFacts, "supplementCount" | "supplementsAllowed" | "extendedDueOn" | "dueOn"> & {
  /** It ended today, and no result is on file. */
  mayReopen?: boolean;
  state: DossierState;
  unitId: number;
  receivingUnitId: number;
  assigneeId: number | null;
  hasNextStep: boolean;
  hasPreviousStep: boolean;
  /** The units of the city that are asked and have not answered; null stands for an agency outside. */
  asked: readonly (number | null)[];
};

/** What an actor may do with a dossier now: the state allows it, the right is there, and it is not used up. */
export function actsOpenTo(actor: Actor, dossier: OpenTo): ActName[] {
  const isThere: Record<HandlingName, boolean> = {
    assign: true,
    forward: dossier.hasNextStep,
    sendBack: dossier.hasPreviousStep,
    consult: true,
    receiveOpinion: dossier.asked.length > 0,
  };
  // What the settling unit writes down when it comes, a unit that is asked answers itself.
  const places = (act: HandlingName) => [dossier.unitId, ...(act === "receiveOpinion" ? dossier.asked : [])];
  const open = handlingNames.filter(
    (act) =>
      isThere[act] &&
      handlings[act].from.some((from) => from === dossier.state) &&
      places(act).some((unitId) => unitId !== null && can(actor, rightFor(act, dossier, actor.userId), unitId)),
  );
  return [...movesOpenTo(actor, dossier), ...open];
}
