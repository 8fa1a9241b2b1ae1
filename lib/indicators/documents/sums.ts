import type { Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { dayList } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import { type DocumentCounts, documentFacts, documentMeasureNames, documentMeasures } from "@/lib/documents/measures";

const sums = Prisma.join(documentMeasureNames.map((name) => Prisma.sql`${documentMeasures[name]} as ${Prisma.raw(`"${name}"`)}`));
const names = Prisma.join(documentMeasureNames.map((name) => Prisma.raw(`"${name}"`)));

export type Row = [key: number | null, bucket: number, ...(number | null)[]];

/** [[key, bucket, …measures]] of the facts up to the last cut, parted at the cuts. */
function parted(rows: Prisma.Sql, key: Prisma.Sql, join: Prisma.Sql, cuts: readonly Day[]): Prisma.Sql {
  const starts = dayList(cuts.map((c) => addDays(c, 1)));
  return Prisma.sql`(select coalesce(json_agg(json_build_array(s.key, s.bucket, ${names})), '[]') from (
    select ${key} as key, width_bucket(c.day, ${starts}) as bucket, ${sums} from (${rows}) c ${join} group by 1, 2) s)`;
}

/** { units, types }: [[key, 1, …measures]] of the same facts twice, told apart by a unit's group and by type, in one look at them. */
export const twice = (rows: Prisma.Sql, group: { key: Prisma.Sql; join: Prisma.Sql }): Prisma.Sql =>
  Prisma.sql`(with s as materialized (
      select grouping(c.type_id) = 0 as is_type, case when grouping(c.type_id) = 0 then c.type_id else ${group.key} end as key, ${sums}
      from (${rows}) c ${group.join} group by grouping sets ((${group.key}), (c.type_id)))
    select json_build_object(
      'units', (select coalesce(json_agg(json_build_array(s.key, 1, ${names})), '[]') from s where not s.is_type),
      'types', (select coalesce(json_agg(json_build_array(s.key, 1, ${names})), '[]') from s where s.is_type)))`;

/** Everything of some units (null: all) up to the last of the cuts. */
export const totalsTo = (cuts: readonly Day[], units: readonly number[] | null): Prisma.Sql =>
  parted(documentFacts({ from: "1900-01-01", to: cuts.at(-1) ?? "" }, units, true), Prisma.sql`0`, Prisma.empty, cuts);

/** The first day anything was registered. */
export const firstRegistered = Prisma.sql`(select min(day) from (
  select min(day) as day from document_cell where incoming + outgoing + internal > 0
  union all select min(day) from document_delta where incoming + outgoing + internal > 0) f)`;

/** Sums after one cut (null: from the beginning) up to another and with it. */
export function ledgerOf(rows: readonly Row[], cuts: readonly Day[]): (after: Day | null, to: Day) => DocumentCounts {
  const placeOf = (day: Day) => {
    const place = cuts.indexOf(day);
    if (place < 0) throw new Error(`no cut at ${day}`);
    return place;
  };
  return (after, to) => {
    const [low, high] = [after === null ? -1 : placeOf(after), placeOf(to)];
    const counts = Object.fromEntries(documentMeasureNames.map((name) => [name, 0])) as DocumentCounts;
    for (const [, bucket, ...values] of rows)
      if (bucket > low && bucket <= high)
        for (const [i, name] of documentMeasureNames.entries()) counts[name] += Number(values[i] ?? 0);
    return counts;
  };
}
