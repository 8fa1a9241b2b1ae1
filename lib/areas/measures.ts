import type { Day } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";

/** The unit that governs an area on a day. A ward's desk lies in the same area: the agency comes before its parts. */
export const governingUnit = (areaId: Prisma.Sql, on: Day): Prisma.Sql => Prisma.sql`(select u.id
  from unit u left join unit whole on whole.id = u.parent_id
  where u.area_id = ${areaId} and u.valid_from <= ${on}::date and (u.valid_until is null or u.valid_until >= ${on}::date)
  order by (whole.area_id is distinct from ${areaId}) desc, (u.kind <> 'ONE_STOP_DESK') desc, u.position, u.id limit 1)`;

/** What a hamlet or a residential group is called, in which ward it lies, who governs that ward on a day, and from when till when it was there. */
export type HamletFact = {
  id: number;
  name: string;
  wardId: number | null;
  wardName: string | null;
  unitId: number | null;
  validFrom: Day;
  validUntil: Day | null;
};
/** Every hamlet and residential group there was up to a day, as a list of `HamletFact` in JSON. */
export const hamletFacts = (
  on: Day,
): Prisma.Sql => Prisma.sql`(select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name,
    'wardId', w.id, 'wardName', w.name, 'unitId', ${governingUnit(Prisma.sql`w.id`, on)}, 'validFrom', a.valid_from, 'validUntil', a.valid_until)
    order by w.code, a.code, a.id), '[]')
  from area a left join area w on w.id = a.parent_id where a.kind in ('HAMLET', 'RESIDENTIAL_GROUP') and a.valid_from <= ${on}::date)`;
