import { worksIn } from "@/lib/auth/queries";
import { unitCalendar } from "@/lib/calendar/queries";
import { cityDay, writeDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { findTerms } from "@/lib/procedures/queries";
import { type MovedDossier, MoveInput } from "../model";
import { allocateCode } from "../record/allocate";
import { answeringUnit, isOnlyAsked } from "../record/asked";
import { policiesOf, processOf, writeProcess } from "../record/intake";
import { findStanding, type Standing } from "../record/standing";
import { writeStep } from "../record/step";
import { decideAct, faultFields, rightFor } from "./decide";
import { emptyDesk } from "./facts";
import type { Asking, Consultation, LateAgencies } from "./model";
import { nameAsked } from "./papers";
import { actingUnit } from "./place";
import { writeParticulars, writeSteps } from "./write";

/**
 * Takes a dossier one step further, or hands it on within the house. Of two who move the same version one wins; the other gets
 * `dossier-changed`. What the step is refused for: lib/dossiers/desk/decide.ts; `assignee-not-of-unit` where it would go to somebody
 * who does not work on dossiers of its unit. A unit of the city that is asked answers itself, and does nothing else. An application that is accepted takes over fees and internal steps from the catalogue as
 * a dossier at the counter does. Dossier, event, clock stop, steps, particulars and audit entry are written together or not at all.
 */
export const moveDossier = command(MoveInput, async (work, { dossierId, version, move, ...told }): Promise<MovedDossier> => {
  const { tx, actor, now } = work;
  const row = await findStanding(tx, actor, dossierId, move);
  // To who is only asked, everything but their own question is as good as not there.
  const isTheirs = row && (!isOnlyAsked(actor, row) || answeringUnit(actor, row.desk, told.opinion?.consultationId) !== null);
  if (!isTheirs) throw new AppError("not-found", "not-found");
  // Whoever looked at it before somebody took it hears that, and not that it is somebody's.
  const isOvertaken = row.facts.version !== version;
  const right = rightFor(move, isOvertaken ? emptyDesk : row.desk, actor.userId);
  const unitId = actingUnit(actor, move, right, row, told.opinion?.consultationId);
  work.require(right, unitId);
  if (isOvertaken) throw new AppError("conflict", "dossier-changed");

  const today = cityDay(now);
  const calendar = await unitCalendar(row.unitId, tx);
  const { caseLabel, channel, procedureId } = row;
  const accepts =
    move === "accept"
      ? await findTerms(actor, { procedureId, on: today, channel, caseLabel: caseLabel ?? undefined, unitId: row.unitId }, tx)
      : null;
  const consultation = told.consultation && (await nameConsulted(work, row, told.consultation));
  const given = {
    ...told,
    consultation,
    askedPapers: await nameAsked(work, row, (move === "requestSupplement" && told.askedPapers) || []),
  };
  const decision = decideAct(row.facts, row.desk, move, {
    ...given,
    now,
    calendar,
    limit: accepts?.limit ?? null,
    cutoff: accepts?.cutoffPolicy ?? row.cutoff,
    supplementPolicy: accepts?.supplementPolicy ?? row.supplementPolicy,
  });
  if (!decision.ok) {
    const path = faultFields[decision.code];
    throw new AppError("refused", decision.code, path ? { faults: [{ path, code: decision.code }] } : {});
  }
  const { assigneeId } = decision.desk;
  if (assigneeId !== null && assigneeId !== row.desk.assigneeId && !(await worksIn(assigneeId, row.unitId, today, tx)))
    throw new AppError("refused", "assignee-not-of-unit", { faults: [{ path: "assigneeId", code: "assignee-not-of-unit" }] });
  const code = accepts ? await allocateCode(tx, row.receivingUnitId, today) : row.code;
  const begun = accepts && processOf(accepts, decision.next, calendar);
  const desk = begun ? { ...decision.desk, stepPosition: begun.stepPosition } : decision.desk;
  const papers = move === "requestSupplement" ? given.askedPapers : move === "receiveSupplement" ? given.papers : undefined;
  const detail = papers && papers.length > 0 ? { papers: papers.length } : {};
  const late = move === "extend" && told.lateAgencies ? await lateNames(work, row, told.lateAgencies) : undefined;
  const event = { ...decision.event, ...(late && { lateAgencies: late }) };
  const by = move === "receiveOpinion" ? unitId : row.unitId;
  await writeStep(work, row, { ...decision, event, desk }, { code, by, ...(accepts && policiesOf(accepts)) }, detail);
  if (begun) await writeProcess(tx, dossierId, begun);
  await writeSteps(work, row, decision.desk);
  await writeParticulars(work, row, move, given);
  const { state, version: left, dueAt, dueOn } = decision.next;
  return { id: dossierId, code, state, version: left, dueAt: dueAt?.toISOString() ?? null, dueOn };
});

/** Who is asked by the name they have today; refuses the unit itself, and one that does not stand. */
async function nameConsulted({ tx, now }: Work, row: Standing, { unitId, agency = "", ...asked }: Consultation): Promise<Asking> {
  if (unitId === undefined) return { ...asked, agency, unitId: null };
  const on = writeDay(cityDay(now));
  const unit = await tx.unit.findFirst({
    where: { id: unitId, validFrom: { lte: on }, OR: [{ validUntil: null }, { validUntil: { gte: on } }] },
    select: { name: true },
  });
  const code = unitId === row.unitId ? "consultation-own-unit" : unit ? null : "unit-not-standing";
  if (code) throw new AppError("refused", code, { faults: [{ path: "consultation.unitId", code }] });
  return { ...asked, agency: unit?.name ?? "", unitId };
}

/** Who is late by the name they have today: the settling unit first. */
async function lateNames(
  { tx }: Work,
  { unitId, desk }: Standing,
  { isSettler, consultationIds }: LateAgencies,
): Promise<string[]> {
  const settler = isSettler ? [(await tx.unit.findUniqueOrThrow({ where: { id: unitId }, select: { name: true } })).name] : [];
  const asked = [...desk.consultations, ...desk.lateOpinions]
    .filter((one) => consultationIds.includes(one.id))
    .map((one) => one.agency);
  return [...new Set([...settler, ...asked])];
}
