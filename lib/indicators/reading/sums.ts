import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { type CellScope, dayList, factRows, type Grain, intList, openRows } from "@/lib/cells/queries";
import type { CellPlan } from "@/lib/cells/rules";
import { Prisma } from "@/lib/db/client";
import { type Counts, type DueBounds, type MeasureName, measureNames, measures } from "@/lib/dossiers/measures";
import { remembered } from "./remembered";
import type { UnitGroup } from "./scope";

/** How rows are told apart: SQL for the key and what it needs joined. Keys are text; null keys are of no row. */
export type Split = { key: Prisma.Sql; join: Prisma.Sql; grain: Grain };
export const whole: Split = { key: Prisma.sql`''`, join: Prisma.empty, grain: { unit: false, procedure: false } };

export function byUnitGroup(groups: readonly UnitGroup[]): Split {
  return splitOf(groups, "", () => unitGroups(groups));
}
const splitOf = remembered<readonly UnitGroup[], Split>(1);

function unitGroups(groups: readonly UnitGroup[]): Split {
  const pairs = groups.flatMap((g) => g.ids.map((id) => [id, g.unit.id] as const));
  return {
    key: Prisma.sql`g.key::text`,
    join: Prisma.sql`left join unnest(${intList(pairs.map((p) => p[0]))}, ${intList(pairs.map((p) => p[1]))}) g(id, key) on g.id = c.unit_id`,
    grain: { unit: true, procedure: false },
  };
}

const named = (name: MeasureName) => Prisma.raw(`"${name}"`);
const sums = Prisma.join(measureNames.map((name) => Prisma.sql`${measures[name]} as ${named(name)}`));
const names = Prisma.join(measureNames.map(named));

/** [[key, bucket, …measures]]: the sums of the facts between one cut and the next. `cuts` ascend. */
export function sumsSql(
  plan: CellPlan,
  scope: CellScope,
  split: Split,
  cuts: readonly Day[],
  knownOn: Day | null = null,
): Prisma.Sql {
  const starts = dayList(cuts.map((c) => addDays(c, 1)));
  return Prisma.sql`(select coalesce(json_agg(json_build_array(s.key, s.bucket, ${names})), '[]') from (
    select ${split.key} as key, width_bucket(c.day, ${starts}) as bucket, ${sums}
    from (${factRows(plan, scope, split.grain, knownOn)}) c ${split.join} group by 1, 2) s)`;
}

/** [[key, age, how many, the first due day]]: open dossiers by how near their due day is, 0 late over five days … 4 over three left. */
export function agesSql(scope: CellScope, split: Split, bounds: DueBounds, isPresent: boolean): Prisma.Sql {
  const starts = dayList([bounds.lateFrom, bounds.asOf, addDays(bounds.asOf, 1), addDays(bounds.soonUntil, 1)]);
  return Prisma.sql`(select coalesce(json_agg(json_build_array(a.key, a.age, a.n, a.first)), '[]') from (
    select o.key, width_bucket(o.due_on, ${starts}) as age, sum(o.n) as n, min(o.due_on) as first from (
      select ${split.key} as key, c.due_on, sum(c.n) as n
      from (${openRows(scope, split.grain, bounds.asOf, isPresent)}) c ${split.join} group by 1, 2 having sum(c.n) > 0
    ) o group by 1, 2) a)`;
}

export type SumRow = [key: string | null, bucket: number, ...(number | null)[]];
export type AgeRowRead = [key: string | null, age: number, n: number, first: Day];

const zeros: readonly number[] = measureNames.map(() => 0);
export const none: Counts = Object.fromEntries(measureNames.map((name) => [name, 0])) as Counts;
function counted(values: readonly number[]): Counts {
  // A copy of one shape: made name by name, counting 300 units takes twice as long.
  const counts = { ...none };
  for (let i = 0; i < measureNames.length; i++) counts[measureNames[i] as MeasureName] = values[i] ?? 0;
  return counts;
}

/** Sums between cuts, of rows that each lie between one cut and the next: a stretch is what lies after one and up to another. */
export class Ledger {
  constructor(
    private readonly rows: readonly SumRow[],
    private readonly cuts: readonly Day[],
  ) {}
  #placeOf(day: Day): number {
    const place = this.cuts.indexOf(day);
    if (place < 0) throw new Error(`no cut at ${day}`);
    return place;
  }
  #sum(after: number, to: number): Counts {
    const sum = zeros.slice();
    for (const row of this.rows)
      if (row[1] > after && row[1] <= to) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + Number(row[i + 2] ?? 0);
    return counted(sum);
  }
  /** Everything up to the end of a day that was a cut. */
  at(day: Day): Counts {
    return this.#sum(-1, this.#placeOf(day));
  }
  /** What happened in a stretch whose borders were cuts. */
  within({ from, to }: DayRange): Counts {
    return this.between(addDays(from, -1), to);
  }
  /** What happened after one cut, up to another and with it. */
  between(after: Day, to: Day): Counts {
    return this.#sum(this.#placeOf(after), this.#placeOf(to));
  }
}

/** One ledger a key. */
export function ledgers(rows: readonly SumRow[], cuts: readonly Day[]): Map<string, Ledger> {
  const byKey = new Map<string, SumRow[]>();
  for (const row of rows) {
    if (row[0] === null) continue;
    const known = byKey.get(row[0]);
    if (known) known.push(row);
    else byKey.set(row[0], [row]);
  }
  return new Map([...byKey].map(([key, own]) => [key, new Ledger(own, cuts)]));
}

/** The borders of stretches as cuts: the day before the first and the last day, ascending, each once. */
export function cutsOf(stretches: readonly DayRange[], days: readonly Day[] = []): Day[] {
  return [...new Set([...stretches.flatMap((s) => [addDays(s.from, -1), s.to]), ...days])].sort();
}

/** Covers everything since the first fact: stocks are sums over all of it. */
export function planSince(firstFact: Day | null, cuts: readonly Day[]): CellPlan {
  const until = cuts.at(-1) ?? "";
  const since = firstFact !== null && firstFact < until ? `${firstFact.slice(0, 8)}01` : until;
  return { since, until, cuts };
}
