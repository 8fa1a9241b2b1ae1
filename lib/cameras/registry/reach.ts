import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can, holds, reachOf } from "@/lib/policy";

/** Grants in force that let some of these units look at cameras `c`. */
const granted = (units: readonly number[], today: string): Prisma.Sql => Prisma.sql`select 1 from camera_grant r
  where r.unit_id = any (${[...units]}::int[]) and r.ended_at is null and (r.valid_until is null or r.valid_until >= ${today}::date)
    and (r.owner_id is null or r.owner_id = c.unit_id) and (r.group_id is null or r.group_id = c.group_id)`;

/** Of cameras `c` in service on a day: those of the units the actor reaches, and those such a unit was granted. */
export function visibleTo(actor: Actor, today: string): Prisma.Sql {
  if (!holds(actor, "cameras.view")) throw new AppError("forbidden", "permission");
  const reach = reachOf(actor, "cameras.view");
  const own =
    reach === "all"
      ? Prisma.empty
      : Prisma.sql`and (c.unit_id = any (${[...reach]}::int[]) or exists (${granted(reach, today)}))`;
  return Prisma.sql`c.valid_from <= ${today}::date and (c.valid_until is null or c.valid_until >= ${today}::date) ${own}`;
}

/** The unit by whose right the actor may see a camera: its own, or the one it was granted to; null where there is none. */
export async function seenThrough(
  actor: Actor,
  { id, unitId }: { id: number; unitId: number },
  today: string,
): Promise<number | null> {
  if (can(actor, "cameras.view", unitId)) return unitId;
  const reach = reachOf(actor, "cameras.view");
  if (reach === "all" || reach.length === 0) return null;
  const [row] = await db.$queryRaw<{ unitId: number }[]>`
    select r.unit_id as "unitId" from camera c join camera_grant r on r.unit_id = any (${[...reach]}::int[])
    where c.id = ${id} and r.ended_at is null and (r.valid_until is null or r.valid_until >= ${today}::date)
      and (r.owner_id is null or r.owner_id = c.unit_id) and (r.group_id is null or r.group_id = c.group_id)
    order by r.id limit 1`;
  return row?.unitId ?? null;
}
