import type pg from "pg";
import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { type CellScope, intList, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import type { Counts } from "@/lib/dossiers/measures";
import type { Actor } from "@/lib/policy";
import { aloneOn } from "@/lib/units/rules";
import type { Movement, MovementKey } from "../model";
import type { Context } from "./context";
import { byProcedure, bySector, namesOf, sectorsOfProcedures } from "./questions";
import { groupsBelow } from "./scope";
import { cutsOf, ledgers, planSince, type Split, type SumRow, sumsSql } from "./sums";

type Asked = {
  actor: Actor;
  unitId: number | undefined;
  period: DayRange;
  knownOn: Day | null;
  scope: CellScope;
  context: Context;
};
type Row = Movement["rows"][number];

/** For each key what stood before a period, what happened in it and what stood at its end; only where there is something. */
export async function movements(client: pg.PoolClient, by: MovementKey, asked: Asked): Promise<Row[]> {
  const { period, scope, context, knownOn } = asked;
  const { split, names } = await splitOf(client, by, asked);
  const cuts = cutsOf([period]);
  const sums = sumsSql(planSince(context.firstFact, cuts), scope, split, cuts, knownOn);
  const found = ledgers((await readJson(client, Prisma.sql`select ${sums} as answer`)) as SumRow[], cuts);
  return names.flatMap(({ key, name, isRest }): Row[] => {
    const ledger = found.get(key);
    if (!ledger) return [];
    const row = {
      key,
      name,
      isRest,
      opening: ledger.at(addDays(period.from, -1)),
      flows: ledger.within(period),
      closing: ledger.at(period.to),
    };
    return isEmpty(row.opening) && isEmpty(row.flows) && isEmpty(row.closing) ? [] : [row];
  });
}

const isEmpty = (counts: Counts) => Object.values(counts).every((n) => n === 0);

type Named = { key: string; name: string; isRest: boolean };
async function splitOf(client: pg.PoolClient, by: MovementKey, asked: Asked): Promise<{ split: Split; names: Named[] }> {
  if (by === "unit") return unitSplit(asked);
  const names = (await namesOf(client, by)).map(({ key, name }) => ({ key, name, isRest: false }));
  return { split: by === "procedure" ? byProcedure : bySector(await sectorsOfProcedures(client)), names };
}

/** The units directly below, and a last row for what none of them stands for, so that the rows add up to the whole. */
function unitSplit({ actor, unitId, period, scope, context }: Asked): { split: Split; names: Named[] } {
  const groups = groupsBelow(actor, unitId, period.to, context);
  const { units } = context.standing;
  const covered = new Set(groups.flatMap((g) => g.ids));
  const rest = (scope.units ?? units.map((u) => u.id)).filter((id) => !covered.has(id));
  const top = units.find((u) => u.id === unitId) ?? units.find((u) => rest.includes(u.id));
  const own = top ? aloneOn(context.standing, period.to, top.id) : [];
  const restKey = top && isSame(own, rest) ? String(top.id) : "rest";
  const pairs = [
    ...groups.flatMap((g) => g.ids.map((id) => [id, String(g.unit.id)] as const)),
    ...rest.map((id) => [id, restKey] as const),
  ];
  const keys = Prisma.sql`${`{${pairs.map(([, key]) => key).join(",")}}`}::text[]`;
  return {
    split: {
      key: Prisma.sql`g.key`,
      join: Prisma.sql`left join unnest(${intList(pairs.map(([id]) => id))}, ${keys}) g(id, key) on g.id = c.unit_id`,
      grain: { unit: true, procedure: false },
    },
    names: [
      ...groups.map((g) => ({ key: String(g.unit.id), name: g.unit.name, isRest: false })),
      { key: restKey, name: top?.name ?? "", isRest: true },
    ],
  };
}
const isSame = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((id) => b.includes(id));
