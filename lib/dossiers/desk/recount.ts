import type { WorkingCalendar } from "@/lib/calendar/model";
import type { Tx } from "@/lib/db/client";
import type { ClockStop } from "../clock/facts";
import { stepDue } from "./passage";

type Row = {
  dossierId: number;
  position: number;
  centidays: number | null;
  startedAt: Date;
  dueAt: Date | null;
  promisedAt: Date | null;
  extendedAt: Date | null;
  stops: (Pick<ClockStop, "policy"> & { stoppedAt: string; resumedAt: string | null })[];
};

/** Counts the steps some dossiers stand at by a calendar that was changed, so that a step stays within the time of its dossier. */
export async function recountSteps(tx: Tx, dossierIds: readonly number[], calendar: WorkingCalendar): Promise<void> {
  const rows = await tx.$queryRaw<Row[]>`
    select s.dossier_id as "dossierId", s.position, s.centidays, s.started_at as "startedAt", s.due_at as "dueAt",
      d.due_at as "promisedAt", d.extended_due_at as "extendedAt",
      (select coalesce(json_agg(json_build_object('policy', w.policy, 'stoppedAt', w.stopped_at, 'resumedAt', w.resumed_at)), '[]')
        from dossier_clock_stop w where w.dossier_id = d.id) as stops
    from dossier d join dossier_step s on s.dossier_id = d.id and s.position = d.step_position
    where d.id = any (${[...dossierIds]}::int[]) and s.started_at is not null and s.ended_at is null`;
  for (const { dossierId, position, centidays, startedAt, dueAt, promisedAt, extendedAt, stops } of rows) {
    const clock = {
      ...{ dueAt: promisedAt, extendedDueAt: extendedAt },
      stops: stops.map(({ policy, stoppedAt, resumedAt }) => ({
        ...{ policy, stoppedAt: new Date(stoppedAt), resumedAt: resumedAt === null ? null : new Date(resumedAt) },
      })),
    };
    const due = stepDue({ centidays, startedAt }, clock, calendar);
    if (due?.getTime() !== dueAt?.getTime())
      await tx.dossierStep.updateMany({ where: { dossierId, position }, data: { dueAt: due } });
  }
}
