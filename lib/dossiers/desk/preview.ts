import type { Day } from "@/lib/calendar/model";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { findProcedure } from "@/lib/procedures/queries";
import { policyOn, timeLimitFor } from "@/lib/procedures/rules";
import { refusals } from "../labels";
import type { ActName, ActPreview, PreviewQuery } from "../model";
import type { DetailClock } from "../queries";
import { askedDesk, isOnlyAsked } from "../record/asked";
import { findStanding, type Standing } from "../record/standing";
import type { DossierFacts } from "../rules";
import { type ActDecision, decideAct, rightFor } from "./decide";
import { effectWords } from "./effect";
import { currentStep, lateConsultations } from "./facts";
import { offeredPapers } from "./papers";
import { actingUnit } from "./place";

/** What an act would do, and the dossier before and after it, for whoever has more to say of that. */
export type Previewed = { preview: ActPreview; before: DossierFacts; after: DossierFacts | null };

/**
 * What an act would do to a dossier now: its state, its time in a sentence, where it goes next; or why it cannot be done. Decided by what
 * decides the act itself, changes nothing. Not-found out of reach; `permission` for who may not do it at all.
 */
export async function previewAct(
  actor: Actor,
  dossierId: number,
  { move, extendedDueOn, answerOn }: PreviewQuery,
  { now, calendarIn, names, today }: DetailClock,
): Promise<Previewed> {
  const row = await findStanding(db, actor, dossierId, move);
  if (!row) throw new AppError("not-found", "not-found");
  const right = rightFor(move, row.desk, actor.userId);
  if (!can(actor, right, actingUnit(actor, move, right, row)))
    throw new AppError("forbidden", "permission", { detail: { permission: right } });
  const accepts = move === "accept" ? await findProcedure(actor, row.procedureId) : null;
  const policy = accepts && policyOn(accepts, today);
  const context = {
    ...{ now, calendar: calendarIn(row.unitId), extendedDueOn, cutoff: policy?.cutoffPolicy ?? row.cutoff },
    supplementPolicy: policy?.supplementPolicy ?? row.supplementPolicy,
    consultation: answerOn === undefined ? undefined : { agency: "–", unitId: null, question: "…", dueOn: answerOn },
    limit: accepts && timeLimitFor(accepts, row.channel, today, row.caseLabel),
  };
  const decided = decideAct(row.facts, row.desk, move, context, { isPreview: true });
  const effect = decided.ok ? effectWords({ before: row.facts, decided, act: move, context, names }) : null;
  const papers = await offeredPapers(actor, row, move, now, db);
  const preview = {
    ...standingOf(row),
    move,
    ...told(row, decided),
    effect,
    ...(await asked(actor, row)),
    lateAgencies: move === "extend" ? await lateOf(row, today) : [],
    request: requestOf(row, move),
    papers,
  };
  return { preview, before: row.facts, after: decided.ok ? decided.next : null };
}

const requestOf = ({ facts }: Standing, move: ActName): string | null =>
  (move === "receiveSupplement" && facts.stops.find((stop) => stop.resumedAt === null)?.reason) || null;

function standingOf({ facts, code }: Standing) {
  return { code, version: facts.version, fromState: facts.state };
}

function told(row: Standing, decided: ActDecision) {
  if (!decided.ok) {
    const refusal = { code: decided.code, ...refusals[decided.code] };
    return { toState: row.facts.state, refusal, dueOn: row.facts.dueOn, extendedDueOn: row.facts.extendedDueOn, step: null };
  }
  const { next, desk } = decided;
  const step = next.endedAt === null ? currentStep(desk) : null;
  return {
    ...{ toState: next.state, refusal: null, dueOn: next.dueOn, extendedDueOn: next.extendedDueOn },
    step: step && { ...{ position: step.position, name: step.name, role: step.role }, dueAt: step.dueAt?.toISOString() ?? null },
  };
}

async function lateOf({ desk, unitId }: Standing, today: Day): Promise<ActPreview["lateAgencies"]> {
  const { name } = await db.unit.findUniqueOrThrow({ where: { id: unitId }, select: { name: true } });
  const late = lateConsultations(desk, today).map(({ id, agency }) => ({ consultationId: id, name: agency }));
  // One that was asked twice is late once.
  return [{ consultationId: null, name }, ...late.filter((one, i) => late.findIndex((o) => o.name === one.name) === i)];
}

/** What the form of the act offers to choose from. */
async function asked(actor: Actor, { id, desk, unitId, receivingUnitId }: Standing) {
  const { applicantName, resultDelivery } = await db.dossier.findUniqueOrThrow({
    where: { id },
    select: { applicantName: true, resultDelivery: true },
  });
  const { unpaid, assigneeId } = desk;
  const mayWriteAny = can(actor, "dossiers.process", unitId);
  const open = mayWriteAny ? desk.consultations : askedDesk(actor, desk).consultations;
  const consultations = open.map(({ unitId: _, ...one }) => one);
  const choice = { unitId, consultations, unpaid: [...unpaid], resultDelivery };
  // Only who hands a result over needs the name beside it.
  return isOnlyAsked(actor, { unitId, receivingUnitId })
    ? { ...choice, assigneeId: null, applicantName: "" }
    : { ...choice, assigneeId, applicantName };
}
