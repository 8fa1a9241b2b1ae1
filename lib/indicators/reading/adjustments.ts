import type pg from "pg";
import type { DayRange } from "@/lib/calendar/model";
import { type CellScope, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import { type Adjustment, adjustedCodes } from "../model";
import { catalogue, sumOf } from "../rules";
import type { Context } from "./context";
import { cutsOf, Ledger, planSince, type SumRow, sumsSql, whole } from "./sums";

/**
 * What the figures of a closed period say now against what was known of it at the end of its last day. Only what differs; nothing
 * when nothing at all was known then: the register came later, and its figures were not adjusted.
 */
export async function adjustments(
  client: pg.PoolClient,
  period: DayRange,
  scope: CellScope,
  context: Context,
): Promise<Adjustment[]> {
  const cuts = cutsOf([period]);
  const plan = planSince(context.firstFact, cuts);
  const sql = Prisma.sql`select json_build_object('then', ${sumsSql(plan, scope, whole, cuts, period.to)},
    'now', ${sumsSql(plan, scope, whole, cuts)}) as answer`;
  const rows = (await readJson(client, sql)) as { then: SumRow[]; now: SumRow[] };
  const values = (sums: SumRow[]) => {
    const ledger = new Ledger(sums, cuts);
    const flows = ledger.within(period);
    const stocks = ledger.at(period.to);
    const isKnown = flows.received > 0 || Object.values(stocks).some((n) => n !== 0);
    const of = adjustedCodes.map((code) => sumOf(catalogue[code].top, catalogue[code].kind === "stock-count" ? stocks : flows));
    return { isKnown, of };
  };
  const [then, now] = [values(rows.then), values(rows.now)];
  if (!then.isKnown) return [];
  return adjustedCodes
    .map((code, i) => ({ code, before: then.of[i] ?? 0, now: now.of[i] ?? 0 }))
    .filter((a) => a.before !== a.now);
}
