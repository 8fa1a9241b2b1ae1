import type { Day } from "@/lib/calendar/model";
import { addDays, addMonths, addWorkingDays, cityDay, cityInstant, workingDaysBetween } from "@/lib/calendar/rules";
import type { CellScope } from "@/lib/cells/queries";
import { waitingSince } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import { dueBounds, longWaitBefore } from "@/lib/dossiers/measures";
import {
  ageBuckets,
  type Overview,
  type OverviewQuestion,
  type RowReading,
  type Target,
  type TrendPoint,
  type UnitRow,
} from "../model";
import { type Comparison, catalogue, readingOf, stretchesOf, sumOf } from "../rules";
import { attention, type OpenWork, type Waiting } from "./attention";
import { comparing, stretchesIn } from "./compare";
import { type Context, calendarAround, headsOn, type KnownUnit, targetsIn } from "./context";
import { Places } from "./places";
import { remembered } from "./remembered";
import type { UnitGroup } from "./scope";
import {
  type AgeRowRead,
  agesSql,
  byUnitGroup,
  cutsOf,
  Ledger,
  ledgers,
  none,
  planSince,
  type SumRow,
  sumsSql,
  whole,
} from "./sums";

export const headlineCodes = [
  "on-time-rate",
  "overdue-now",
  "due-soon",
  "received",
  "resolved",
  "in-progress",
  "awaiting-applicant",
  "online-rate",
  "on-time-of-received-rate",
  "mean-working-days",
] as const;
const unitCodes = ["on-time-rate", "overdue-now", "received", "resolved", "online-rate"] as const;

export type OverviewRows = { totals: SumRow[]; units: SumRow[]; ages: AgeRowRead[]; waiting: [number, Day | null] };

/** The one statement behind an overview, and how its rows become the answer. */
export function overviewPlan(
  question: OverviewQuestion,
  comparison: Comparison,
  scope: CellScope,
  { groups, above }: { groups: readonly UnitGroup[]; above: KnownUnit | null },
  context: Context,
) {
  const { asOf, knownOn = null } = question;
  const { current } = comparison;
  const isPresent = knownOn === null && (context.lastDay === null || asOf >= context.lastDay);
  const calendar = calendarAround(context, addDays(asOf, -60), asOf);
  const bounds = dueBounds(asOf, calendar);
  const trend = stretchesOf(current);
  const cuts = cutsOf([...stretchesIn(comparison), ...trend], [asOf]);
  // Nothing is received or resolved after the present: the running month may be read whole.
  const monthEnd = addDays(addMonths(`${current.to.slice(0, 8)}01`, 1), -1);
  const unitUntil = isPresent && current.to >= asOf ? monthEnd : current.to;
  const dayBefore = addDays(current.from, -1);
  const flowCuts = [dayBefore, unitUntil];
  // The records know the open work of now and of then, but not what was known of it: that is added up from the beginning.
  const unitCuts = knownOn === null ? flowCuts : cutsOf([current], [asOf]);
  const unitPlan =
    knownOn === null ? { since: current.from, until: unitUntil, cuts: [] } : planSince(context.firstFact, unitCuts);
  const split = byUnitGroup(groups);

  const sql = Prisma.sql`select json_build_object(
    'totals', ${sumsSql(planSince(context.firstFact, cuts), scope, whole, cuts, knownOn)},
    'units', ${sumsSql(unitPlan, scope, split, unitCuts, knownOn)},
    'ages', ${knownOn === null ? agesSql(scope, split, bounds, isPresent) : Prisma.sql`'[]'::json`},
    'waiting', (${knownOn === null ? waitingSince(scope, asOf, longWaitBefore(asOf, calendar), isPresent) : Prisma.sql`'[0, null]'::json`})
  ) as answer`;
  function answer(rows: OverviewRows): Overview {
    const ledger = new Ledger(rows.totals, cuts);
    const unitLedgers = ledgers(rows.units, unitCuts);
    const open = knownOn === null ? openWork(rows.ages) : openWorkKnown(unitLedgers, ledger, asOf);
    const all = [...open.values()];
    const scopeUnit = question.scope.unitId ?? null;
    const inComparison = comparing(comparison, {
      ledger,
      asOf,
      firstDay: context.firstDay,
      targetOn: (code, day) => targetsIn(context, day)(code, scopeUnit),
    });
    const { targets, rows: unitRows } = rowsFor(groups, asOf, context);
    const states = unitRows.map(({ key, unit, held }) => {
      const work = open.get(key) ?? nothingOpen;
      const flows = unitLedgers.get(key)?.between(dayBefore, unitUntil) ?? none;
      const sums = { flows, stocks: { ...none, overdue: work.overdue, dueSoon: work.dueSoon } };
      const readings = held.map(({ code, target, targetIndex }): RowReading => {
        const { top, bottom, value, verdict } = readingOf(code, sums, target);
        return { code, top, bottom, value, verdict, targetIndex };
      });
      // Name by name: spreading the unit here took as long as counting it.
      const { unitId, name, kind, areaCode, headTitle, headName } = unit;
      const row: UnitRow = { unitId, name, kind, areaCode, headTitle, headName, readings };
      return { row, open: work };
    });
    // What no unit below answers for (the scope's own dossiers) is not passed over.
    const own = open.get("");
    const earliest = all.reduce(
      (first, o) => (o.firstDue !== null && o.firstDue < first ? o.firstDue : first),
      rows.waiting[1] ?? asOf,
    );
    const long = calendarAround(context, earliest, asOf);
    const waiting: Waiting = { count: rows.waiting[0], since: rows.waiting[1] };
    return {
      period: current,
      asOf,
      knownOn,
      at: context.at,
      changedAt: context.changedAt,
      slowFrom: context.changedAt && slowFrom(context.changedAt, context),
      headline: headlineCodes.map(inComparison),
      trend: trend.map((s): TrendPoint => {
        const flows = ledger.within(s);
        const onTime = flows.early + flows.onTime;
        const resolved = onTime + flows.late;
        return {
          from: s.from,
          to: s.to,
          received: flows.received,
          resolved,
          onTime,
          late: flows.late,
          onTimeRate: resolved === 0 ? null : onTime / resolved,
        };
      }),
      targets,
      units: states.map((s) => s.row),
      ages:
        knownOn === null
          ? agesOf(
              rows.ages,
              sumOf({ plus: ["received"], minus: ["early", "onTime", "late", "withdrawn", "stopped"] }, ledger.at(asOf)),
            )
          : [],
      attention: attention(
        own
          ? [
              ...states,
              {
                row: null,
                above: above && { ...above, unitId: above.id, headName: headsOn(context, asOf).get(above.id) ?? null },
                open: own,
              },
            ]
          : states,
        waiting,
        (day) => workingDaysBetween(day, asOf, long),
      ),
      isDemo: context.isDemo,
    };
  }
  return { sql, answer };
}

type UnitRows = {
  /** What the rows are held to, each once. */
  targets: Target[];
  rows: {
    key: string;
    unit: Omit<UnitRow, "readings">;
    held: { code: (typeof unitCodes)[number]; target: Target | null; targetIndex: number | null }[];
  }[];
};
/** What the rows of a ranking tell whatever the figures are: whose each is, who heads it on a day, what it is held to. */
function rowsFor(groups: readonly UnitGroup[], on: Day, context: Context): UnitRows {
  return rowsOf(groups, on, () => {
    const heads = headsOn(context, on);
    const targetOf = targetsIn(context, on);
    const targets = new Places<Target>();
    const rows = groups.map(({ unit: { id, name, kind, areaCode, headTitle } }) => {
      const held = unitCodes.map((code) => {
        const target = targetOf(code, id);
        return { code, target, targetIndex: target && targets.placeOf(target) };
      });
      return { key: String(id), unit: { unitId: id, name, kind, areaCode, headTitle, headName: heads.get(id) ?? null }, held };
    });
    return { targets: targets.all, rows };
  });
}
// The groups are those of one standing, as heads and targets are.
const rowsOf = remembered<readonly UnitGroup[], UnitRows>(1);

/** A register at work records something every working day: after a whole one without, the feed itself is in doubt. */
function slowFrom(changedAt: string, context: Context): string {
  const changedOn = cityDay(new Date(changedAt));
  const silent = addWorkingDays(changedOn, 1, calendarAround(context, changedOn, changedOn));
  return cityInstant(addDays(silent, 1), 0).toISOString();
}

const nothingOpen: OpenWork = { overdue: 0, firstDue: null, dueSoon: 0 };

/** Ages 0 and 1 are past their day, 2 and 3 within three working days. The key of what belongs to no row is "". */
function openWork(rows: readonly AgeRowRead[]): Map<string, OpenWork> {
  const work = new Map<string, OpenWork>();
  for (const [key, age, n, first] of rows) {
    const before = work.get(key ?? "") ?? nothingOpen;
    work.set(key ?? "", {
      overdue: before.overdue + (age <= 1 ? n : 0),
      firstDue: age <= 1 && (before.firstDue === null || first < before.firstDue) ? first : before.firstDue,
      dueSoon: before.dueSoon + (age === 2 || age === 3 ? n : 0),
    });
  }
  return work;
}

/** The same from the sums as they were known; which due day was the first they do not tell. */
function openWorkKnown(units: ReadonlyMap<string, Ledger>, total: Ledger, asOf: Day): Map<string, OpenWork> {
  const work = new Map<string, OpenWork>();
  const { overdue, dueSoon } = total.at(asOf);
  const own = { overdue, firstDue: null, dueSoon };
  for (const [key, ledger] of units) {
    const stocks = ledger.at(asOf);
    work.set(key, { overdue: stocks.overdue, firstDue: null, dueSoon: stocks.dueSoon });
    own.overdue -= stocks.overdue;
    own.dueSoon -= stocks.dueSoon;
  }
  return work.set("", own);
}

const bucketOfAge = ["late-over-5", "late-1-5", "today", "1-3", "over-3"] as const;
function agesOf(rows: readonly AgeRowRead[], open: number): Overview["ages"] {
  const counts = new Map<string, number>();
  for (const [, age, n] of rows) {
    const bucket = bucketOfAge[age] ?? "over-3";
    counts.set(bucket, (counts.get(bucket) ?? 0) + n);
  }
  const running = [...counts.values()].reduce((sum, n) => sum + n, 0);
  counts.set("no-due", open - running);
  return ageBuckets.map((bucket) => ({ bucket, count: counts.get(bucket) ?? 0 }));
}

/** Does answering for these need a look at every day since the first? */
export const needsStocks = (codes: readonly (keyof typeof catalogue)[]): boolean =>
  codes.some((code) => catalogue[code].kind === "stock-count");
