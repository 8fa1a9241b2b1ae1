import { governingUnit } from "@/lib/areas/measures";
import type { Day } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";

/** What is wanted of a measure over a stretch; `last`: as it stands at its end, however long ago that was told. */
export type Wanted = { measureId: number; take: "sum" | "last" | "average" | "count"; from: Day; to: Day };
/** What was found for one of them, in the order asked for. `key`: of the group of units, 0 without groups. */
export type Found = { i: number; key: number; value: string | null; lastOn: Day };

const braced = (values: readonly (number | string | null)[]) =>
  `{${values.map((one) => (one === null ? "NULL" : one)).join(",")}}`;
const ints = (values: readonly (number | null)[]) => Prisma.sql`${braced(values)}::int[]`;
const days = (values: readonly Day[]) => Prisma.sql`${braced(values)}::date[]`;
const takes = (values: readonly Wanted["take"][]) => Prisma.sql`${braced(values)}::text[]`;

/**
 * The figures that stand, put together as they are wanted: a list of `Found` in JSON. Of several units or areas only what may be added up is; where
 * it may not and there is more than one, there is no value. `units` null: the whole city, and with it what is told of the city alone.
 * `groups`: of each unit the key of the group it is told under.
 */
export function figuresFound(
  wanted: readonly Wanted[],
  {
    units,
    groups,
    on,
  }: { units: readonly number[] | null; groups: readonly (readonly [id: number, key: number])[] | null; on: Day },
): Prisma.Sql {
  const of = Prisma.sql`coalesce(f.unit_id, ${governingUnit(Prisma.sql`f.area_id`, on)})`;
  const inUnits =
    units === null
      ? Prisma.empty
      : Prisma.sql`and (f.unit_id is not null or f.area_id is not null) and ${of} = any (${ints(units)})`;
  const grouped =
    groups === null
      ? { key: Prisma.sql`0`, join: Prisma.empty }
      : {
          key: Prisma.sql`g.key`,
          join: Prisma.sql`join unnest(${ints(groups.map(([id]) => id))}, ${ints(groups.map(([, key]) => key))}) g(id, key) on g.id = ${of}`,
        };
  return Prisma.sql`(
    with wanted as (select * from unnest(${ints(wanted.map(({ measureId }) => measureId))}, ${takes(wanted.map(({ take }) => take))},
        ${days(wanted.map(({ from }) => from))}, ${days(wanted.map(({ to }) => to))}) with ordinality w(measure_id, take, since, until, i)),
    told as (
      select w.i, w.measure_id, w.take, ${grouped.key} as key, coalesce(f.unit_id, f.area_id, 0) as place, f.value, f."on",
        case when w.take = 'last' then row_number() over (partition by w.i, coalesce(f.unit_id, f.area_id, 0) order by f."on" desc) else 1 end as nth
      from wanted w join figure f on f.measure_id = w.measure_id and f.superseded_at is null and f."on" <= w.until and (w.take = 'last' or f."on" >= w.since)
        ${inUnits} ${grouped.join}),
    put as (
      select t.i, t.key, max(t."on") as last_on, count(distinct t.place) as places, count(*) as n, sum(t.value) as sum, avg(t.value) as mean, t.measure_id, t.take
      from told t where t.nth = 1 group by t.i, t.key, t.measure_id, t.take)
    select coalesce(json_agg(json_build_object('i', p.i - 1, 'key', p.key, 'lastOn', p.last_on, 'value',
      case when p.take = 'count' then p.n::text when p.places > 1 and not m.is_additive then null when p.take = 'average' then p.mean::text else p.sum::text end)), '[]')
    from put p join measure m on m.id = p.measure_id)`;
}
