import type pg from "pg";
import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { dayList, intList, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import { meetingFacts } from "@/lib/meetings/measures";
import { beside, stretchesIn } from "../reading/compare";
import { type Context, type KnownUnit, targetsIn } from "../reading/context";
import type { UnitGroup } from "../reading/scope";
import { cutsOf } from "../reading/sums";
import { type Comparison, isOnRecord, stretchesOf } from "../rules";
import { type MeetingCounts, meetingReading } from "./meeting-rate";
import type { MeetingFigures } from "./model";

type Row = [key: number | null, bucket: number, held: number, counted: number, full: number];
type Asked = {
  comparison: Comparison;
  asOf: Day;
  /** Null: all. */
  units: readonly number[] | null;
  unitId: number | null;
  groups: readonly UnitGroup[];
  /** The unit whose own meetings are in none of those groups. */
  above: KnownUnit | null;
  context: Context;
};

/**
 * The figures of meetings beside those of documents, from the records themselves: by period, by stretch of it, and by the units shown beside each
 * other. What is to come is not there, so a day later than today counts nothing.
 */
export async function meetingFigures(
  client: pg.PoolClient,
  { comparison, asOf, units, unitId, groups, above, context }: Asked,
): Promise<MeetingFigures> {
  const { current } = comparison;
  const trend = stretchesOf(current);
  const cuts = cutsOf([...stretchesIn(comparison), ...trend]);
  const [before, last] = [cuts[0] ?? asOf, cuts.at(-1) ?? asOf];
  const pairs = groups.flatMap((g) => g.ids.map((id) => [id, g.unit.id] as const));
  const starts = dayList(cuts.map((c) => addDays(c, 1)));
  const { rows, first } = (await readJson(
    client,
    Prisma.sql`select json_build_object(
      'rows', (select coalesce(json_agg(json_build_array(s.key, s.bucket, s.held, s.counted, s."full")), '[]') from (
        select g.key, width_bucket(c.day, ${starts}) as bucket, sum(c.held) as held, sum(c.counted) as counted, sum(c."full") as "full"
        from (${meetingFacts({ from: addDays(before, 1), to: last }, units)}) c
        left join unnest(${intList(pairs.map((p) => p[0]))}, ${intList(pairs.map((p) => p[1]))}) g(id, key) on g.id = c.unit_id group by 1, 2) s),
      'first', (select min(held_on) from meeting where state = 'HELD')) as answer`,
  )) as { rows: Row[]; first: Day | null };
  const countsIn = ({ from, to }: DayRange, key?: number | null): MeetingCounts => {
    const [low, high] = [cuts.indexOf(addDays(from, -1)), cuts.indexOf(to)];
    const own = rows.filter((row) => row[1] > low && row[1] <= high && (key === undefined || row[0] === key));
    const sum = (at: 2 | 3 | 4) => own.reduce((n, row) => n + Number(row[at]), 0);
    return { held: sum(2), counted: sum(3), full: sum(4) };
  };
  const reading = (stretch: DayRange, until: Day) =>
    meetingReading(countsIn(stretch), targetsIn(context, until)("paperless-meeting-rate", unitId));
  const past = (s: DayRange) => (isOnRecord(s, first) ? reading(s, s.to) : null);
  const { held, counted } = countsIn(current);
  return {
    rate: beside(comparison, reading(current, asOf), past),
    held,
    bare: held - counted,
    trend: trend.map((s) => ({ ...s, ...countsIn(s) })),
    units: [
      ...(above ? [{ id: above.id, name: above.name, isOwn: true, ...countsIn(current, null) }] : []),
      ...groups.map(({ unit }) => ({ id: unit.id, name: unit.name, isOwn: false, ...countsIn(current, unit.id) })),
    ].filter((row) => row.held > 0),
  };
}
