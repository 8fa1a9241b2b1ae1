import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { findProcedure } from "@/lib/procedures/queries";
import { timeLimitFor } from "@/lib/procedures/rules";
import { refusals } from "../labels";
import type { ActPreview, PreviewQuery } from "../model";
import type { DetailClock } from "../queries";
import { findStanding, type Standing } from "../record/standing";
import { type DossierFacts, unitFor } from "../rules";
import { type ActDecision, decideAct, rightFor } from "./decide";
import { effectWords } from "./effect";
import { currentStep } from "./facts";

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
  { now, calendar, names, today }: DetailClock,
): Promise<Previewed> {
  const row = await findStanding(db, actor, dossierId);
  if (!row) throw new AppError("not-found", "not-found");
  const right = rightFor(move, row.desk, actor.userId);
  if (!can(actor, right, unitFor(actor, move, right, row)))
    throw new AppError("forbidden", "permission", { detail: { permission: right } });
  const accepts = move === "accept" ? await findProcedure(actor, row.procedureId) : null;
  const context = {
    ...{ now, calendar, extendedDueOn, cutoff: row.cutoff, supplementPolicy: row.supplementPolicy },
    consultation: answerOn === undefined ? undefined : { agency: "–", question: "…", dueOn: answerOn },
    limit: accepts && timeLimitFor(accepts, row.channel, today, row.caseLabel),
  };
  const decided = decideAct(row.facts, row.desk, move, context, { isPreview: true });
  const effect = decided.ok ? effectWords({ before: row.facts, decided, act: move, context, names }) : null;
  const preview = { ...standingOf(row), move, ...told(row, decided), effect, ...(await asked(row)) };
  return { preview, before: row.facts, after: decided.ok ? decided.next : null };
}

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

/** What the form of the act offers to choose from. */
async function asked({ id, desk, unitId }: Standing) {
  const { applicantName, resultDelivery } = await db.dossier.findUniqueOrThrow({
    where: { id },
    select: { applicantName: true, resultDelivery: true },
  });
  const { consultations, unpaid, assigneeId } = desk;
  return { unitId, assigneeId, consultations: [...consultations], unpaid: [...unpaid], applicantName, resultDelivery };
}
