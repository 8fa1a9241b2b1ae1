import type { Day } from "@/lib/calendar/model";
import { db, Prisma } from "@/lib/db/client";
import { visibleTo } from "@/lib/dossiers/queries";
import { AppError } from "@/lib/errors";
import { type Actor, reachOf } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import { lostOf, type Units } from "../counting/facts";
import type { LostPage, LostQuery } from "../model";
import { monthDays } from "../rules";

const pageRows = 50;

/**
 * The dossiers that cost a measure points in a month, by number, fifty at a time: of the units whose figures the actor sees, those dossiers
 * they may see.
 */
export async function listLost(actor: Actor, { measure, month, unitId, after = 0 }: LostQuery, today: Day): Promise<LostPage> {
  const { from, to } = monthDays(month);
  const period = { from, to: to < today ? to : today };
  const units = await reachedBelow(actor, unitId, to);
  const { facts, reason } = lostOf(measure, period, units);
  const visible = visibleTo(actor);
  // What a line shows comes with the facts: looked up again by id, the planner read every dossier there is.
  const lost = Prisma.sql`with seen as materialized (
    select d.id, d.reason, d.code, d.procedure_id, d.unit_id, d.accepted_on, d.due_on, d.ended_on
    from (select f.*, ${reason} as reason from (${facts}) f) d where d.reason is not null and ${visible}
  )`;
  const rows = await db.$queryRaw<(LostPage["rows"][number] & { total: number })[]>`
    ${lost} select s.id, s.code, p.name as "procedureName", u.short_name as "unitName", s.accepted_on::text as "acceptedOn",
      s.due_on::text as "dueOn", s.ended_on::text as "endedOn", s.reason, (select count(*)::int from seen) as total
    from seen s join procedure p on p.id = s.procedure_id join unit u on u.id = s.unit_id
    where s.id > ${after} order by s.id limit ${pageRows + 1}`;
  const shown = rows.slice(0, pageRows);
  return {
    total: rows[0]?.total ?? 0,
    rows: shown.map(({ total: _, ...row }) => row),
    next: rows.length > pageRows ? (shown.at(-1)?.id ?? null) : null,
  };
}

async function reachedBelow(actor: Actor, unitId: number | undefined, on: Day): Promise<Units> {
  const reach = reachOf(actor, "overview.view");
  if (unitId === undefined) return reach === "all" ? null : reach;
  const below = await unitsBelow(unitId, on);
  const own = reach === "all" ? below : below.filter((id) => reach.includes(id));
  if (!own.includes(unitId)) throw new AppError("not-found", "not-found");
  return own;
}
