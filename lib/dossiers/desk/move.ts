import { worksIn } from "@/lib/auth/queries";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { findProcedure } from "@/lib/procedures/queries";
import { timeLimitFor } from "@/lib/procedures/rules";
import { type MovedDossier, MoveInput } from "../model";
import { allocateCode } from "../record/allocate";
import { findStanding } from "../record/standing";
import { writeStep } from "../record/step";
import { unitFor } from "../rules";
import { decideAct, faultFields, rightFor } from "./decide";
import { writeParticulars, writeSteps } from "./write";

/**
 * Takes a dossier one step further, or hands it on within the house. Of two who move the same version one wins; the other gets
 * `dossier-changed`. What the step is refused for: lib/dossiers/desk/decide.ts; `assignee-not-of-unit` where it would go to somebody
 * who does not work on dossiers of its unit. Dossier, event, clock stop, steps, particulars and audit entry are written together or
 * not at all.
 */
export const moveDossier = command(MoveInput, async (work, { dossierId, version, move, ...given }): Promise<MovedDossier> => {
  const { tx, actor, now } = work;
  const row = await findStanding(tx, actor, dossierId);
  if (!row) throw new AppError("not-found", "not-found");
  const right = rightFor(move, row.desk, actor.userId);
  work.require(right, unitFor(actor, move, right, row));
  if (row.facts.version !== version) throw new AppError("conflict", "dossier-changed");

  const today = cityDay(now);
  const accepts = move === "accept" ? await findProcedure(actor, row.procedureId, tx) : null;
  const { cutoff, supplementPolicy, caseLabel } = row;
  const decision = decideAct(row.facts, row.desk, move, {
    ...given,
    now,
    calendar: await workingCalendar(tx),
    limit: accepts && timeLimitFor(accepts, row.channel, today, caseLabel),
    cutoff,
    supplementPolicy,
  });
  if (!decision.ok) {
    const path = faultFields[decision.code];
    throw new AppError("refused", decision.code, path ? { faults: [{ path, code: decision.code }] } : {});
  }
  const { assigneeId } = decision.desk;
  if (assigneeId !== null && assigneeId !== row.desk.assigneeId && !(await worksIn(assigneeId, row.unitId, today, tx)))
    throw new AppError("refused", "assignee-not-of-unit", { faults: [{ path: "assigneeId", code: "assignee-not-of-unit" }] });
  const code = move === "accept" ? await allocateCode(tx, row.receivingUnitId, today) : row.code;
  await writeStep(work, row, decision, code);
  await writeSteps(work, row, decision.desk);
  await writeParticulars(work, row, move, given);
  const { state, version: left, dueAt, dueOn } = decision.next;
  return { id: dossierId, code, state, version: left, dueAt: dueAt?.toISOString() ?? null, dueOn };
});
