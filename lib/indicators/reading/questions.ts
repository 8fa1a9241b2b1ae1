import type pg from "pg";
import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays, addMonths } from "@/lib/calendar/rules";
import { type CellScope, intList, readJson } from "@/lib/cells/queries";
import type { CellPlan } from "@/lib/cells/rules";
import { Prisma } from "@/lib/db/client";
import { dueBounds } from "@/lib/dossiers/measures";
import type { BreakdownKey, IndicatorCode, OverviewQuestion, Reading } from "../model";
import { type Comparison, catalogue, readingOf } from "../rules";
import { comparing, stretchesIn } from "./compare";
import { type Context, calendarAround, targetsIn } from "./context";
import { groupsBelow } from "./scope";
import {
  type AgeRowRead,
  agesSql,
  byUnitGroup,
  cutsOf,
  Ledger,
  ledgers,
  none,
  planSince,
  type Split,
  type SumRow,
  sumsSql,
  whole,
} from "./sums";

type Read = { sums: SumRow[]; ages: AgeRowRead[] };
type Asked = { question: OverviewQuestion; scope: CellScope; context: Context };

/** Is this about the records as they are, with nothing later than the day asked about? */
const isPresentIn = (context: Context, { asOf, knownOn }: OverviewQuestion) =>
  knownOn === undefined && (context.lastDay === null || asOf >= context.lastDay);

async function read(
  client: pg.PoolClient,
  plan: CellPlan,
  cuts: readonly Day[],
  split: Split,
  isOpenAsked: boolean,
  asked: Asked,
): Promise<Read> {
  const { scope, context, question } = asked;
  const bounds = dueBounds(question.asOf, calendarAround(context, addDays(question.asOf, -60), question.asOf));
  const ages = isOpenAsked ? agesSql(scope, split, bounds, true) : Prisma.sql`'[]'::json`;
  return (await readJson(
    client,
    Prisma.sql`select json_build_object('sums', ${sumsSql(plan, scope, split, cuts, question.knownOn)}, 'ages', ${ages}) as answer`,
  )) as Read;
}
const lateAges = [0, 1];
const soonAges = [2, 3];
const openOf = (rows: readonly AgeRowRead[], key: string, ages: readonly number[]): number =>
  rows.reduce((sum, [of, age, n]) => (of === key && ages.includes(age) ? sum + n : sum), 0);

/** One indicator beside its past. */
export async function oneIndicator(client: pg.PoolClient, code: IndicatorCode, comparison: Comparison, asked: Asked) {
  const { question, context } = asked;
  const cuts = cutsOf(stretchesIn(comparison), [question.asOf]);
  const rows = await read(client, planSince(context.firstFact, cuts), cuts, whole, false, asked);
  return comparing(comparison, {
    ledger: new Ledger(rows.sums, cuts),
    asOf: question.asOf,
    firstDay: context.firstDay,
    targetOn: (of, day) => targetsIn(context, day)(of, question.scope.unitId ?? null),
  })(code);
}

/** Several indicators over one period, split by a key; only keys where something was counted. Values in the order of `codes`. */
export async function split(
  client: pg.PoolClient,
  codes: readonly IndicatorCode[],
  by: Split,
  period: DayRange,
  asked: Asked,
  unitOf: (key: string) => number | null,
): Promise<Map<string, Reading[]>> {
  const { question, context } = asked;
  const cuts = cutsOf([period], [question.asOf]);
  const isPresent = isPresentIn(context, question);
  const isFromOpen = (code: IndicatorCode) => isPresent && (code === "due-soon" || code === "overdue-now");
  const needsAll = codes.some((code) => catalogue[code].kind === "stock-count" && !isFromOpen(code));
  // In the present, open work tells what is late and what soon will be. Flows need the period alone, and the running month whole: nothing came after.
  const monthEnd = addDays(addMonths(`${period.to.slice(0, 8)}01`, 1), -1);
  const until = !needsAll && isPresent && period.to >= question.asOf ? monthEnd : period.to;
  const flowCuts = [addDays(period.from, -1), until];
  const usedCuts = needsAll ? cuts : flowCuts;
  const plan = needsAll ? planSince(context.firstFact, cuts) : { since: period.from, until, cuts: [] };
  const rows = await read(client, plan, usedCuts, by, !needsAll && codes.some(isFromOpen), asked);
  const targetOf = targetsIn(context, question.asOf);
  const answer = new Map<string, Reading[]>();
  const found = ledgers(rows.sums, usedCuts);
  const keys = new Set([...found.keys(), ...rows.ages.flatMap(([key]) => key ?? [])]);
  for (const key of keys) {
    const ledger = found.get(key) ?? new Ledger([], usedCuts);
    const held = {
      flows: ledger.within({ from: period.from, to: needsAll ? period.to : until }),
      stocks: needsAll
        ? ledger.at(question.asOf)
        : { ...none, overdue: openOf(rows.ages, key, lateAges), dueSoon: openOf(rows.ages, key, soonAges) },
    };
    const unitId = unitOf(key);
    answer.set(
      key,
      codes.map((code) => readingOf(code, held, targetOf(code, unitId))),
    );
  }
  return answer;
}

/** A month after the other: flows of each, stocks at its end. */
export async function byMonth(client: pg.PoolClient, codes: readonly IndicatorCode[], period: DayRange, asked: Asked) {
  const { question, context } = asked;
  const months: DayRange[] = [];
  for (let from = period.from; from <= period.to; ) {
    const end = addDays(addMonths(`${from.slice(0, 8)}01`, 1), -1);
    months.push({ from, to: [end, period.to].sort()[0] ?? end });
    from = addDays(end, 1);
  }
  const cuts = cutsOf(months, [question.asOf]);
  const rows = await read(client, planSince(context.firstFact, cuts), cuts, whole, false, asked);
  const ledger = new Ledger(rows.sums, cuts);
  return months.map((month, i) => {
    const held = { flows: ledger.within(month), stocks: ledger.at(i === months.length - 1 ? question.asOf : month.to) };
    const readings = codes.map((code) =>
      readingOf(code, held, targetsIn(context, month.to)(code, question.scope.unitId ?? null)),
    );
    return { month, readings };
  });
}

/** How rows are told apart for each key of a breakdown, and what the keys are called, in the order to show them. */
export async function splitBy(
  client: pg.PoolClient,
  by: Exclude<BreakdownKey, "month">,
  asked: Asked,
  actor: Parameters<typeof groupsBelow>[0],
) {
  const { question, context } = asked;
  switch (by) {
    case "unit": {
      const groups = groupsBelow(actor, question.scope.unitId, question.asOf, context);
      return {
        split: byUnitGroup(groups),
        names: groups.map((g) => ({ key: String(g.unit.id), name: g.unit.name })),
        isEachShown: true,
      };
    }
    case "channel":
      return {
        split: { ...whole, key: Prisma.sql`c.channel::text` },
        names: ["COUNTER", "ONLINE", "POST"].map((key) => ({ key, name: key })),
        isEachShown: true,
      };
    case "procedure":
      return { split: byProcedure, names: await namesOf(client, "procedure"), isEachShown: false };
    case "sector": {
      const pairs = await sectorsOfProcedures(client);
      return { split: bySector(pairs), names: await namesOf(client, "sector"), isEachShown: false };
    }
  }
}

export const byProcedure: Split = {
  key: Prisma.sql`c.procedure_id::text`,
  join: Prisma.empty,
  grain: { unit: false, procedure: true },
};
export function bySector(pairs: readonly [procedureId: number, sectorId: number][]): Split {
  return {
    key: Prisma.sql`k.key::text`,
    join: Prisma.sql`left join unnest(${intList(pairs.map((p) => p[0]))}, ${intList(pairs.map((p) => p[1]))}) k(id, key) on k.id = c.procedure_id`,
    grain: { unit: false, procedure: true },
  };
}
export async function sectorsOfProcedures(client: pg.PoolClient): Promise<[number, number][]> {
  const { rows } = await client.query<{ id: number; sector_id: number }>("select id, sector_id from procedure");
  return rows.map((r) => [r.id, r.sector_id]);
}
export type Named = { key: string; name: string; code: string };
export async function namesOf(client: pg.PoolClient, what: "procedure" | "sector"): Promise<Named[]> {
  const { rows } = await client.query<Named>(
    what === "procedure"
      ? "select id::text as key, name, code from procedure order by name, id"
      : "select id::text as key, name, code from sector order by position, name, id",
  );
  return rows;
}
