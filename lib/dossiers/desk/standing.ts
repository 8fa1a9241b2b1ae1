import { Prisma } from "@/lib/db/client";
import type { Desk, Step } from "./facts";

type StepRow = Omit<Step, "startedAt" | "dueAt" | "endedAt"> & {
  startedAt: string | null;
  dueAt: string | null;
  endedAt: string | null;
};
/** A desk as one column of JSON tells it. */
export type DeskRow = Omit<Desk, "steps"> & { steps: StepRow[] };

/** The desk of a dossier `d`, read with it in one statement. Obligations that come up on the way are those of the stage SUPPLEMENT. */
export const deskColumn = Prisma.sql`json_build_object('assigneeId', d.assignee_id, 'stepPosition', d.step_position,
  'hasDecision', exists (select from dossier_file f where f.dossier_id = d.id and f.kind = 'RESULT' and f.removed_at is null),
  'steps', (select coalesce(json_agg(json_build_object('position', s.position, 'name', s.name, 'role', s.role, 'centidays', s.centidays,
      'assigneeId', s.assignee_id, 'startedAt', s.started_at, 'dueAt', s.due_at, 'endedAt', s.ended_at) order by s.position), '[]')
    from dossier_step s where s.dossier_id = d.id),
  'consultations', (select coalesce(json_agg(json_build_object('id', c.id, 'agency', c.agency, 'unitId', c.unit_id, 'dueOn', c.due_on) order by c.id), '[]')
    from dossier_consultation c where c.dossier_id = d.id and c.answered_at is null),
  'lateOpinions', (select coalesce(json_agg(json_build_object('id', c.id, 'agency', c.agency) order by c.id), '[]')
    from dossier_consultation c where c.dossier_id = d.id and (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date > c.due_on),
  'unpaid', (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'amountDong', f.amount_dong) order by f.id), '[]')
    from dossier_fee f where f.dossier_id = d.id and f.stage = 'SUPPLEMENT' and f.paid_at is null),
  'asked', (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'procedurePaperId', a.procedure_paper_id)
      order by a.position), '[]')
    from dossier_clock_stop w join dossier_asked_paper a on a.stop_id = w.id where w.dossier_id = d.id and w.resumed_at is null))`;

const instant = (at: string | null): Date | null => (at === null ? null : new Date(at));
export function deskOf({ steps, ...desk }: DeskRow): Desk {
  return {
    ...desk,
    steps: steps.map((s) => ({
      ...s,
      startedAt: instant(s.startedAt),
      dueAt: instant(s.dueAt),
      endedAt: instant(s.endedAt),
    })),
  };
}
