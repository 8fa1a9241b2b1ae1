import type { Day } from "@/lib/calendar/model";
import { db } from "@/lib/db/client";
import { agencyKey } from "../wire/agency";

/** Our units by their identifiers as they stand on a day, in whichever order they are written. */
export async function ownUnits(today: Day): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ code: string; unitId: number }[]>`select code, unit_id as "unitId" from unit_identifier
    where valid_from <= ${today}::date and (valid_until is null or valid_until >= ${today}::date)`;
  return new Map(rows.map(({ code, unitId }) => [agencyKey(code), unitId]));
}

export type Own = { unitId: number; code: string; name: string };
/** How a unit of ours names itself on the wire: by its own identifier, or that of the unit above. Null where none has one. */
export async function ownParty(unitId: number, today: Day): Promise<Own | null> {
  const [row] = await db.$queryRaw<Own[]>`
    with recursive up as (
      select id, parent_id, name, 0 as depth from unit where id = ${unitId}
      union all select u.id, u.parent_id, u.name, up.depth + 1 from unit u join up on u.id = up.parent_id
    )
    select up.id as "unitId", i.code, up.name from up join unit_identifier i on i.unit_id = up.id
    where i.valid_from <= ${today}::date and (i.valid_until is null or i.valid_until >= ${today}::date)
    order by up.depth, (i.scheme = 'QD20') desc, i.code limit 1`;
  return row ?? null;
}
