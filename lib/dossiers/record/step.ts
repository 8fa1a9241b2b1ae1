import { writeDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import type { ActDecision } from "../desk/decide";
import { writeEvent } from "./event";
import { columnsOf, stopColumnsOf } from "./facts";
import type { policiesOf } from "./intake";
import type { Standing } from "./standing";

/**
 * Writes a decided step: the dossier if it is still the version that was looked at (else `dossier-changed`), its clock stops, the
 * event, the audit entry with `detail`. `by` is the unit in whose name it is taken; with it stands what an
 * acceptance gives: the code, and the policies of the day.
 */
export async function writeStep(
  work: Work,
  before: Standing,
  { next, event, clock, desk }: Extract<ActDecision, { ok: true }>,
  { by, ...taken }: { by: number; code: string | null } & Partial<ReturnType<typeof policiesOf>>,
  detail: { papers?: number } = {},
): Promise<void> {
  const { tx, now } = work;
  const { id, unitId, facts } = before;
  const { version } = facts;
  const { count } = await tx.dossier.updateMany({
    where: { id, version },
    data: { ...columnsOf(next), ...taken, assigneeId: desk.assigneeId, stepPosition: desk.stepPosition, changedAt: now },
  });
  if (count === 0) throw new AppError("conflict", "dossier-changed");
  if (clock.closes)
    await tx.dossierClockStop.updateMany({
      where: { dossierId: id, resumedAt: null },
      data: { resumedAt: clock.closes.resumedAt, resumedOn: writeDay(clock.closes.resumedOn) },
    });
  if (clock.opens) await tx.dossierClockStop.create({ data: { ...stopColumnsOf(clock.opens), dossierId: id } });
  await writeEvent(work, id, by, event);
  const { kind, fromState, toState } = event;
  const days = { dueBefore: facts.dueOn, dueAfter: next.dueOn, extended: next.extendedDueOn };
  const hands = before.desk.assigneeId === desk.assigneeId ? {} : { assignee: desk.assigneeId ?? "pool" };
  const step = before.desk.stepPosition === desk.stepPosition ? {} : { step: desk.stepPosition };
  work.record(
    `dossier.${kind}`,
    { type: "dossier", id },
    { from: fromState, to: toState, version: next.version, ...days, ...hands, ...step, ...detail },
    unitId,
  );
  work.announce("dossiers");
}
