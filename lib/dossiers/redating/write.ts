import type { WorkingCalendar } from "@/lib/calendar/model";
import type { Tx } from "@/lib/db/client";
import type { Redating } from "@/lib/db/generated/client";
import { settleDesks } from "../desk/settle";
import { type MovedDossier, toldOf } from "./open-clocks";

/**
 * Moves a batch of dossiers and tells each one's history, without a unit: whoever changed the calendar acted for the city, not for
 * the unit of the dossier. One that somebody changed since it was read stays for the next pass.
 * Answers with how many moved.
 */
export async function writeMoved(
  tx: Tx,
  moved: readonly MovedDossier[],
  { id: redatingId, byId, byName, note }: Pick<Redating, "id" | "byId" | "byName" | "note">,
  now: Date,
  calendarIn: (unitId: number) => WorkingCalendar,
): Promise<number> {
  if (moved.length === 0) return 0;
  const rows = moved.map(({ id, version, stopId, was, is }) => {
    const told = toldOf({ was, is });
    return {
      id,
      version,
      stop_id: stopId,
      due_at: is.due.dueAt,
      due_on: is.due.dueOn,
      extended_at: is.extended?.dueAt ?? null,
      extended_on: is.extended?.dueOn ?? null,
      told_before: told.from.dueAt,
      told_after: told.to.dueAt,
    };
  });
  const changed = await tx.$queryRaw<{ id: number }[]>`
    with u as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as u (id int, version int, stop_id int, due_at timestamptz,
        due_on date, extended_at timestamptz, extended_on date, told_before timestamptz, told_after timestamptz)
    ), changed as (
      update dossier d set due_at = case when u.stop_id is null then u.due_at end, due_on = case when u.stop_id is null then u.due_on end,
        extended_due_at = u.extended_at, extended_due_on = u.extended_on, version = d.version + 1, changed_at = ${now}
      from u where d.id = u.id and d.version = u.version and d.ended_on is null
      returning d.id, d.version, d.state, u.told_before, u.told_after
    )
    insert into dossier_event (dossier_id, version, kind, from_state, to_state, at, actor_id, actor_name, unit_id, note, due_at_before, due_at_after, redating_id)
    select id, version, 'redate', state, state, ${now}, ${byId}, ${byName}, null, ${note}, told_before, told_after, ${redatingId} from changed
    returning dossier_id as id`;
  const done = new Set(changed.map((c) => c.id));
  const stopped = rows.filter((r) => r.stop_id !== null && done.has(r.id));
  // A statement of its own: the numbers' triggers must not see a dossier and its stops change together.
  if (stopped.length > 0)
    await tx.$executeRaw`
      update dossier_clock_stop s set due_at_before = u.due_at, due_on_before = u.due_on
      from jsonb_to_recordset(${JSON.stringify(stopped)}::jsonb) as u (stop_id int, due_at timestamptz, due_on date)
      where s.id = u.stop_id`;
  await settleDesks(tx, [...done], calendarIn);
  return done.size;
}
