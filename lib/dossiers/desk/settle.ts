import type { WorkingCalendar } from "@/lib/calendar/model";
import type { Tx } from "@/lib/db/client";
import type { ClockStop, DossierFacts } from "../clock/facts";
import { deskTold } from "./passage";
import { type DeskRow, deskColumn, deskOf } from "./standing";

type Row = Pick<DossierFacts, "state" | "dueAt" | "extendedDueAt" | "endedAt" | "returnedAt"> & {
  id: number;
  unitId: number;
  desk: DeskRow;
  stops: (Pick<ClockStop, "policy"> & { stoppedAt: string; resumedAt: string | null })[];
};

/** Lets the desks of some dossiers follow what was told of them from elsewhere, or a calendar that was changed (`deskTold`). */
export async function settleDesks(
  tx: Tx,
  dossierIds: readonly number[],
  calendarIn: (unitId: number) => WorkingCalendar,
): Promise<void> {
  const rows = await tx.$queryRaw<Row[]>`
    select d.id, d.unit_id as "unitId", d.state::text as state, d.due_at as "dueAt", d.extended_due_at as "extendedDueAt", d.ended_at as "endedAt",
      d.returned_at as "returnedAt", ${deskColumn} as desk,
      (select coalesce(json_agg(json_build_object('policy', w.policy, 'stoppedAt', w.stopped_at, 'resumedAt', w.resumed_at)), '[]')
        from dossier_clock_stop w where w.dossier_id = d.id) as stops
    from dossier d where d.id = any (${[...dossierIds]}::int[]) and (d.step_position is not null or d.assignee_id is not null)`;
  const settled = rows.map(({ id, unitId, desk, stops, ...facts }) => {
    const before = deskOf(desk);
    const clock = stops.map(({ policy, stoppedAt, resumedAt }) => ({
      ...{ policy, stoppedAt: new Date(stoppedAt), resumedAt: resumedAt === null ? null : new Date(resumedAt) },
    }));
    return { id, before, after: deskTold(before, { ...facts, stops: clock }, calendarIn(unitId)) };
  });
  const desks = settled
    .filter(({ before: b, after: a }) => a.stepPosition !== b.stepPosition || a.assigneeId !== b.assigneeId)
    .map(({ id, after }) => ({ id, step: after.stepPosition, assignee: after.assigneeId }));
  const steps = settled.flatMap(({ id, before, after }) =>
    after.steps.filter((step) => !before.steps.includes(step)).map((step) => ({ dossierId: id, ...step })),
  );
  if (desks.length > 0)
    await tx.$executeRaw`
      update dossier d set step_position = u.step, assignee_id = u.assignee
      from jsonb_to_recordset(${JSON.stringify(desks)}::jsonb) as u (id int, step smallint, assignee int) where d.id = u.id`;
  if (steps.length > 0)
    await tx.$executeRaw`
      update dossier_step s set assignee_id = u."assigneeId", started_at = u."startedAt", due_at = u."dueAt", ended_at = u."endedAt"
      from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as u ("dossierId" int, position smallint, "assigneeId" int,
        "startedAt" timestamptz, "dueAt" timestamptz, "endedAt" timestamptz)
      where s.dossier_id = u."dossierId" and s.position = u.position`;
}
