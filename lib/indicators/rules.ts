import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays, addMonths, daysBetween, previousPeriod, samePeriodLastYear, weekdayOf } from "@/lib/calendar/rules";
import type { Counts, DossierSet, MeasureName } from "@/lib/dossiers/measures";
import { AppError } from "@/lib/errors";
import { cameraCatalogue } from "./cameras/catalogue";
import { documentCatalogue } from "./documents/catalogue";
import { certificateCatalogue } from "./documents/certificate-rate";
import { meetingCatalogue } from "./documents/meeting-rate";
import type {
  Direction,
  IndicatorCode,
  IndicatorKind,
  OverviewQuestion,
  Period,
  QuestionQuery,
  Reading,
  Target,
  TargetCode,
  Verdict,
} from "./model";

export { cameraCatalogue, cameraReading } from "./cameras/catalogue";
export { documentCatalogue, documentReading } from "./documents/catalogue";
export { certificateCatalogue, certificateReading } from "./documents/certificate-rate";
export { meetingCatalogue, meetingReading } from "./documents/meeting-rate";

/**
 * A question as an address carries it. `asOf` is the period's last day, or today (the day of knowledge) while it runs, unless said.
 * What is known by today is simply what is known. Refuses a day in the future (`as-of-in-future`, `known-on-in-future`), a day of
 * which nothing could be known yet (`known-on-before-as-of`) and a period that ends before it begins (`period-backwards`).
 */
export function questionOf(query: QuestionQuery, today: Day): OverviewQuestion {
  const { from, to, knownOn, asOf = [to, knownOn ?? to, today].sort()[0] ?? today, ...scope } = query;
  if (from > to) throw new AppError("invalid", "period-backwards", { faults: [{ path: "query.to", code: "period-backwards" }] });
  if (asOf > today)
    throw new AppError("invalid", "as-of-in-future", { faults: [{ path: "query.asOf", code: "as-of-in-future" }] });
  if (knownOn !== undefined && knownOn > today)
    throw new AppError("invalid", "known-on-in-future", { faults: [{ path: "query.knownOn", code: "known-on-in-future" }] });
  if (knownOn !== undefined && knownOn < asOf)
    throw new AppError("invalid", "known-on-before-as-of", {
      faults: [{ path: "query.knownOn", code: "known-on-before-as-of" }],
    });
  return { period: { from, to }, asOf, ...(knownOn !== undefined && knownOn !== today && { knownOn }), scope };
}

/** A sum of measures, some taken away. */
export type Term = { plus: readonly MeasureName[]; minus?: readonly MeasureName[] };
export type Definition = {
  kind: IndicatorKind;
  top: Term;
  bottom: Term | null;
  direction: Direction;
  decimals: number;
  /** The list that holds exactly the dossiers of the top (for a mean: those it is taken over). */
  set: DossierSet;
  /** The list that holds exactly the dossiers of the bottom; null for a plain count. */
  base: DossierSet | null;
};

const resolved: Term = { plus: ["early", "onTime", "late"] };
const inTime: Term = { plus: ["early", "onTime"] };
const received: Term = { plus: ["received"] };
const flow = (top: Term, set: DossierSet, direction: Direction = "none"): Definition => ({
  kind: "flow-count",
  top,
  bottom: null,
  direction,
  decimals: 0,
  set,
  base: null,
});
const stock = (top: Term, set: DossierSet, direction: Direction = "none"): Definition => ({
  kind: "stock-count",
  top,
  bottom: null,
  direction,
  decimals: 0,
  set,
  base: null,
});
const rate = (top: Term, set: DossierSet, bottom: Term, base: DossierSet): Definition => ({
  kind: "ratio",
  top,
  bottom,
  direction: "more",
  decimals: 1,
  set,
  base,
});

/** Every indicator, defined once (DOMAIN §2.1); the words are in labels.ts. */
export const catalogue: Readonly<Record<IndicatorCode, Definition>> = {
  received: flow(received, "received"),
  resolved: flow(resolved, "resolved"),
  "resolved-early": flow({ plus: ["early"] }, "resolved-early"),
  "resolved-on-time": flow({ plus: ["onTime"] }, "resolved-on-time"),
  "resolved-late": flow({ plus: ["late"] }, "resolved-late", "less"),
  "on-time-rate": rate(inTime, "resolved-in-time", resolved, "resolved"),
  "on-time-of-received-rate": rate(inTime, "resolved-in-time", received, "received"),
  "overdue-now": stock({ plus: ["overdue"] }, "overdue", "less"),
  "due-soon": stock({ plus: ["dueSoon"] }, "due-soon"),
  "in-progress": stock(
    { plus: ["received"], minus: ["early", "onTime", "late", "withdrawn", "stopped", "waiting"] },
    "in-progress",
  ),
  "awaiting-applicant": stock({ plus: ["waiting"] }, "awaiting-applicant"),
  returned: flow({ plus: ["returned"] }, "returned"),
  refused: flow({ plus: ["refused"] }, "refused"),
  withdrawn: flow({ plus: ["withdrawn"] }, "withdrawn"),
  "online-rate": rate({ plus: ["receivedOnline"] }, "online", received, "received"),
  "full-online-rate": rate({ plus: ["receivedFull"] }, "full-online", received, "received"),
  "postal-rate": rate({ plus: ["receivedPost"] }, "postal", received, "received"),
  "mean-working-days": {
    kind: "mean",
    top: { plus: ["daysUsed"] },
    bottom: resolved,
    direction: "less",
    decimals: 1,
    set: "resolved",
    base: "resolved",
  },
};

/** Of what kind an indicator is and which way is better, whatever records it is counted from. */
export const definitionOf = (code: TargetCode): { kind: IndicatorKind; direction: Direction } =>
  ({ ...catalogue, ...documentCatalogue, ...certificateCatalogue, ...meetingCatalogue, ...cameraCatalogue })[code];

export function sumOf(term: Term, counts: Counts): number {
  let sum = 0;
  for (const name of term.plus) sum += counts[name];
  if (term.minus) for (const name of term.minus) sum -= counts[name];
  return sum;
}

/** Targets keep four decimals; comparing whole numbers keeps 0.95 of 20 being exactly 19. */
const scale = 10_000;
/** The sign of top/bottom − limit, without a division. */
function against(top: number, bottom: number, limit: number): number {
  return Math.sign(top * scale - Math.round(limit * scale) * bottom);
}

/**
 * The verdict on top/bottom (bottom 1 for a count). "more": good from the aim up, watch from the floor up. "less": good up to the
 * aim, watch up to the floor. "band": good between floor and aim. No target, no direction or nothing to divide by: no-data.
 */
export function judge(
  { top, bottom }: { top: number; bottom: number | null },
  target: Pick<Target, "aim" | "floor"> | null,
  direction: Direction,
): Verdict {
  const base = bottom ?? 1;
  if (!target || direction === "none" || base === 0) return "no-data";
  const toAim = against(top, base, target.aim);
  const toFloor = against(top, base, target.floor);
  if (direction === "band") return toFloor >= 0 && toAim <= 0 ? "good" : "bad";
  const sign = direction === "more" ? 1 : -1;
  if (toAim * sign >= 0) return "good";
  return toFloor * sign >= 0 ? "watch" : "bad";
}

/** What the records held: the sums over a period, and the sums since the beginning at its end. */
export type Held = { flows: Counts; stocks: Counts };

/** The reading of one indicator. */
export function readingOf(code: IndicatorCode, held: Held, target: Target | null): Reading {
  const { kind, top: term, bottom: below, direction } = catalogue[code];
  const counts = kind === "stock-count" ? held.stocks : held.flows;
  const top = sumOf(term, counts);
  const bottom = below && sumOf(below, counts);
  const value = bottom === null ? top : bottom === 0 ? null : top / bottom;
  return { code, top, bottom, value, verdict: judge({ top, bottom }, target, direction), target };
}

// ── Periods beside a period ─────────────────────────────────────────────────

export type Comparison = { current: DayRange; previous: DayRange; lastYear: DayRange; trail: DayRange[] };

/** As many days into another stretch as the current one has come, not beyond its end. */
function upTo(stretch: DayRange, days: number): DayRange {
  const to = addDays(stretch.from, days);
  return to >= stretch.to ? stretch : { from: stretch.from, to };
}

/**
 * The period up to `asOf`, the one before, the same a year earlier, and the last twelve, oldest first. A period still running is
 * compared with as many days of the others. Null when it has not begun.
 */
export function compared(period: Period, asOf: Day): Comparison | null {
  if (period.from > asOf) return null;
  const isRunning = asOf < period.to;
  const days = daysBetween(period.from, isRunning ? asOf : period.to);
  const part = (stretch: DayRange): DayRange => (isRunning ? upTo(stretch, days) : stretch);
  const trail = [period];
  while (trail.length < 12) trail.unshift(previousPeriod(trail[0] ?? period));
  return {
    current: part(period),
    previous: part(previousPeriod(period)),
    lastYear: part(samePeriodLastYear(period)),
    trail: trail.map(part),
  };
}

/** The stretches of a trend: days for two weeks or less, weeks (Monday to Sunday) up to a quarter, else months; cut to the period. */
export function stretchesOf({ from, to }: DayRange): DayRange[] {
  const days = daysBetween(from, to) + 1;
  const lastOf = (day: Day): Day => {
    if (days <= 14) return day;
    if (days <= 92) return addDays(day, 7 - weekdayOf(day));
    return addDays(addMonths(`${day.slice(0, 8)}01`, 1), -1);
  };
  const stretches: DayRange[] = [];
  for (let day = from; day <= to; ) {
    const last = lastOf(day);
    stretches.push({ from: day, to: [last, to].sort()[0] ?? to });
    day = addDays(last, 1);
  }
  return stretches;
}

/** Has the record begun by a stretch? It begins with the month of its first dossier. */
export function isOnRecord(stretch: DayRange, firstDay: Day | null): boolean {
  return firstDay !== null && `${firstDay.slice(0, 8)}01` <= stretch.from;
}

// ── Targets ─────────────────────────────────────────────────────────────────

export type StoredTarget = Target & { indicatorCode: string; unitId: number | null; validUntil: Day | null };

export type TargetLookup = (code: TargetCode, unitId: number | null) => Target | null;

/** The targets that hold on a day: for a unit its own, else that of the nearest unit above, else the city's. */
export function targetsOn(on: Day, targets: readonly StoredTarget[], parentOf: (unitId: number) => number | null): TargetLookup {
  const standing = new Map<string, Map<number | null, Target>>();
  for (const t of [...targets].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    if (t.validFrom > on || (t.validUntil !== null && on > t.validUntil)) continue;
    const { aim, floor, source, validFrom } = t;
    const ofCode = standing.get(t.indicatorCode) ?? new Map<number | null, Target>();
    standing.set(t.indicatorCode, ofCode.set(t.unitId, { aim, floor, source, validFrom }));
  }
  return (code, unitId) => {
    const ofCode = standing.get(code);
    if (!ofCode) return null;
    const cityWide = ofCode.get(null) ?? null;
    if (ofCode.size > (cityWide ? 1 : 0))
      for (let unit = unitId, step = 0; unit !== null && step < 20; unit = parentOf(unit), step += 1) {
        const own = ofCode.get(unit);
        if (own) return own;
      }
    return cityWide;
  };
}

/** May an aim and a floor stand together? */
export function isOrdered({ aim, floor }: { aim: number; floor: number }, direction: Direction): boolean {
  return direction === "less" ? aim <= floor : aim >= floor;
}
