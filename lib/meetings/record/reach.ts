import type { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, type Reach, reachOf } from "@/lib/policy";
import type { MeetingState } from "../model";

const within = (column: Prisma.Sql, units: Reach) =>
  units === "all" ? Prisma.sql`true` : Prisma.sql`${column} = any (${[...units]}::int[])`;

/** The meetings (`m`) of units whose meetings an actor organises: heads, clerks, and the leaders above them. */
export const organisedBy = (actor: Actor): Prisma.Sql => within(Prisma.sql`m.unit_id`, reachOf(actor, "meetings.organise"));

/** The places (`a`) of a meeting an actor comes for: their own where they sit, and those of units they organise meetings for and sit in. */
export function placesOf(actor: Actor, today: Day): Prisma.Sql {
  const [seen, organised] = [reachOf(actor, "meetings.view"), reachOf(actor, "meetings.organise")];
  const me = actor.userId ?? 0;
  return Prisma.sql`((a.user_id = ${me} and ${within(Prisma.sql`a.unit_id`, seen)})
    or (a.user_id is null and ${within(Prisma.sql`a.unit_id`, organised)} and exists (select from post o where o.user_id = ${me}
      and o.unit_id = a.unit_id and o.valid_from <= ${today}::date and (o.valid_until is null or o.valid_until >= ${today}::date))))`;
}

/** The meetings (`m`) an actor is invited to. A draft invites nobody. */
export const invitedTo = (actor: Actor, today: Day): Prisma.Sql =>
  Prisma.sql`(m.convened_at is not null and exists (select from meeting_participant a where a.meeting_id = m.id and ${placesOf(actor, today)}))`;

/** The meetings (`m`) an actor may see: those they organise or stand above, and those they are invited to. Nobody else's. */
export const visibleTo = (actor: Actor, today: Day): Prisma.Sql =>
  Prisma.sql`(${organisedBy(actor)} or ${invitedTo(actor, today)})`;

export type Standing = { id: number; unitId: number; state: MeetingState; startsAt: Date; endsAt: Date; version: number };
/** A meeting as far as acts on it are concerned, held until the transaction ends where `hold` says so; not-found outside the actor's reach. */
export async function standingOf(
  tx: Tx,
  { actor, now }: { actor: Actor; now: Date },
  id: number,
  hold = false,
): Promise<Standing> {
  const [row] = await tx.$queryRaw<
    Standing[]
  >`select m.id, m.unit_id as "unitId", m.state::text as state, m.starts_at as "startsAt",
      m.ends_at as "endsAt", m.version
    from meeting m where m.id = ${id} and ${visibleTo(actor, cityDay(now))} ${hold ? Prisma.sql`for update` : Prisma.empty}`;
  if (!row) throw new AppError("not-found", "not-found");
  return row;
}
