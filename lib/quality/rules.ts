import type { Day, DayRange } from "@/lib/calendar/model";
import { addMonths, monthOf } from "@/lib/calendar/rules";
import type { Counts } from "@/lib/dossiers/measures";
import {
  type Component,
  type Content,
  type Formula,
  type MeasureCode,
  type ReportFigures,
  reportColumns,
  type Score,
} from "./model";

export { judgeSheet, reportOf } from "./sheet/judge";

/** What the records say of a stretch: the sums up to its eve, those of its days, and those up to its end. */
export type Stretch = { opening: Counts; flows: Counts; closing: Counts };

/** Accepted and not ended at the end of a day, waiting ones included. */
const stillOpen = (c: Counts): number => c.received - c.early - c.onTime - c.late - c.withdrawn - c.stopped;

/**
 * The figures of form II.06 (TT 01/2020/TT-VPCP): (1) = (2) + (3) + (4) received, (5) = (6) + (7) + (8) resolved,
 * (9) = (10) + (11) open, and (1) = (5) + (9).
 *
 * The form has no place for what was withdrawn or stopped, and they are not late whatever the day (they ended by no decision of
 * the agency): they count in (7), as the systems in use have it, and are told beside it. What waits for its applicant is open and
 * in time, for its clock stands.
 */
export function reportFigures({ opening, flows, closing }: Stretch): ReportFigures {
  const carried = stillOpen(opening);
  const { withdrawn, stopped, early, late } = flows;
  const onTime = flows.onTime + withdrawn + stopped;
  const open = stillOpen(closing);
  const online = flows.receivedOnline;
  return {
    received: flows.received + carried,
    online,
    direct: flows.received - online,
    carried,
    resolved: early + onTime + late,
    early,
    onTime,
    late,
    open,
    openInTime: open - closing.overdue,
    openLate: closing.overdue,
    withdrawn,
    stopped,
  };
}

/** The sum of rows, column by column. */
export function totalOf(rows: readonly ReportFigures[]): ReportFigures {
  const total = Object.fromEntries(reportColumns.map((name) => [name, 0])) as ReportFigures;
  for (const row of rows) for (const name of reportColumns) total[name] += row[name];
  return total;
}

/** Do the figures of a row agree with each other as the form wants it? */
export function isReconciled(f: ReportFigures): boolean {
  return (
    f.received === f.online + f.direct + f.carried &&
    f.resolved === f.early + f.onTime + f.late &&
    f.open === f.openInTime + f.openLate &&
    f.received === f.resolved + f.open
  );
}

// ── Points of an index ──────────────────────────────────────────────────────

/** What was counted or reported of a measure; null: nobody knows. */
export type Figure = { top: number; bottom: number } | null;
export type FigureOf = (measure: MeasureCode) => Figure;

/** Points are whole numbers of the last decimal while they are added: 0.1 + 0.2 is 0.3. */
const scaleOf = (decimals: number): bigint => 10n ** BigInt(decimals);
/** Definitions keep four decimals at the most. */
const exact = (value: number): bigint => BigInt(Math.round(value * 10_000));
/** Rounded half up, both positive. */
const rounded = (top: bigint, bottom: bigint): bigint => (2n * top + bottom) / (2n * bottom);

/**
 * The points of a component, rounded as its index wants (QĐ 766/2022: two decimals; TT 01/2018: one); null where nothing can be said.
 * Whole numbers throughout, so that a border is met exactly.
 */
export function pointsOf(
  { max, formula, empty }: Pick<Component, "max" | "formula" | "empty">,
  figureOf: FigureOf,
  decimals: number,
): number | null {
  const scale = scaleOf(decimals);
  const told = (units: bigint): number => Number(units) / Number(scale);
  const all = rounded(exact(max) * scale, 10_000n);
  const nothing = (): number | null => (empty === "none" ? null : told(empty === "full" ? all : 0n));
  if (formula.is === "tiers") {
    const figures = formula.tiers.map((tier) => ({ at: exact(tier.at), figure: figureOf(tier.measure) }));
    if (figures.some(({ figure }) => figure === null)) return null;
    if (figures.every(({ figure }) => figure?.bottom === 0)) return nothing();
    const reached = figures.filter(
      ({ at, figure }) => figure && figure.bottom > 0 && BigInt(figure.top) * 10_000n >= at * BigInt(figure.bottom),
    ).length;
    return told(rounded(exact(max) * scale * BigInt(reached), 10_000n * BigInt(figures.length)));
  }
  const figure = figureOf(formula.measure);
  if (figure === null) return null;
  if (figure.bottom === 0) return nothing();
  const [top, bottom] = [BigInt(figure.top), BigInt(figure.bottom)];
  const won =
    formula.is === "mean" ? rounded(top * scale, bottom) : rounded(exact(max) * scale * top, bottom * exact(formula.fullAt));
  return told(won > all ? all : won);
}

/** The measures a formula asks for, in its order. */
export const measuresOf = (formula: Formula): MeasureCode[] =>
  formula.is === "tiers" ? formula.tiers.map((tier) => tier.measure) : [formula.measure];

/** Points added up as whole numbers. `counted` is the most that what could be counted gives. */
export function scoreOf(parts: readonly { points: number | null; max: number }[], decimals: number): Score {
  const factor = 10 ** Math.max(decimals, 2);
  const sum = (values: readonly number[]) => values.reduce((n, v) => n + Math.round(v * factor), 0) / factor;
  const known = parts.filter((p) => p.points !== null);
  return {
    points: sum(known.map((p) => p.points ?? 0)),
    counted: sum(known.map((p) => p.max)),
    max: sum(parts.map((p) => p.max)),
  };
}

export type ScoredGroup = Score & {
  code: string;
  name: Component["name"];
  components: (Component & { points: number | null })[];
};

/** An index of what was counted: its groups, its sum, and its band where every component could be counted. */
export function scored(
  { groups, bands, decimals }: Content,
  figureOf: FigureOf,
): { groups: ScoredGroup[]; total: Score; band: Component["name"] | null } {
  const told = groups.map(({ code, name, components }) => {
    const own = components.map((c) => ({ ...c, points: pointsOf(c, figureOf, decimals) }));
    return { code, name, components: own, ...scoreOf(own, decimals) };
  });
  const total = scoreOf(
    told.flatMap((g) => g.components),
    decimals,
  );
  const band = total.counted === total.max ? (bands.find((b) => total.points >= b.from)?.name ?? null) : null;
  return { groups: told, total, band };
}

/** The definition of a kind that holds in a month: the last that began by its end. */
export function definitionIn<D extends { validFrom: Day }>(definitions: readonly D[], month: DayRange): D | null {
  return definitions
    .filter((d) => d.validFrom <= month.to)
    .reduce<D | null>((a, b) => (a && a.validFrom > b.validFrom ? a : b), null);
}

/** "2026-11" as its days. */
export const monthDays = (month: string): DayRange => monthOf(`${month}-01`);
/** The twelve months up to one, oldest first. */
export const yearUpTo = (month: string): string[] =>
  Array.from({ length: 12 }, (_, i) => addMonths(`${month}-01`, i - 11).slice(0, 7));
