import type { Day } from "@/lib/calendar/model";
import { db, type Tx } from "@/lib/db/client";
import { rights } from "@/lib/policy";
import { byVietnamese } from "@/lib/words";
import { type Colleague, roles } from "../model";

/** The roles that work on dossiers. */
const working = roles.filter((role) => rights[role].includes("dossiers.process"));

/** Does somebody work on the dossiers of a unit on a day: an open account with a post there or above it? */
export async function worksIn(userId: number, unitId: number, on: Day, tx: Tx = db): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ works: boolean }[]>`
    select exists (
      select from post p join app_user u on u.id = p.user_id join unit n on n.id = p.unit_id
      where p.user_id = ${userId} and u.disabled_at is null and p.role = any (${working}::role[])
        and p.valid_from <= ${on}::date and (p.valid_until is null or p.valid_until >= ${on}::date)
        and (n.parent_id is null or exists (select from units_reached(p.unit_id, ${on}::date) reached where reached = ${unitId}))
    ) as works`;
  return row?.works ?? false;
}

/** Who works on the dossiers of a unit on a day, those who sit there before those of the units above. */
export async function colleaguesIn(unitId: number, on: Day): Promise<Colleague[]> {
  const people = await db.$queryRaw<Colleague[]>`
    with seats as (
      select distinct p.unit_id from post p where p.role = any (${working}::role[])
        and p.valid_from <= ${on}::date and (p.valid_until is null or p.valid_until >= ${on}::date)
    ), near as (
      select s.unit_id from seats s join unit n on n.id = s.unit_id
      where n.parent_id is null or exists (select from units_reached(s.unit_id, ${on}::date) reached where reached = ${unitId})
    )
    select u.id as "userId", u.name, min(p.title) as title, min(n.short_name) as "unitName", bool_or(p.unit_id = ${unitId}) as "isHere"
    from near join post p on p.unit_id = near.unit_id join app_user u on u.id = p.user_id join unit n on n.id = p.unit_id
    where u.disabled_at is null and p.role = any (${working}::role[])
      and p.valid_from <= ${on}::date and (p.valid_until is null or p.valid_until >= ${on}::date)
    group by u.id, u.name`;
  return people.sort((a, b) => Number(b.isHere) - Number(a.isHere) || byVietnamese(a.name, b.name) || a.userId - b.userId);
}
