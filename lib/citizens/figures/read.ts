import { createHmac } from "node:crypto";
import type { Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import type { IndicatorCode } from "@/lib/indicators/model";
import { readBreakdown, readIndicator } from "@/lib/indicators/queries";
import { type Actor, nobody } from "@/lib/policy";
import { derive } from "@/lib/secrets";
import { unitsBelow } from "@/lib/units/queries";
import { type OpenFigures, type OpenMeasure, type OpenRow, openMeasures, type Satisfaction } from "../model";
import { guardedRate, guardedTable, type Sum, within } from "./guard";
import { openPeriod } from "./period";

/** The public as a reader of the city's indicators: counts of all units, and no record. */
const everybody: Actor = { ...nobody, id: "system:open-figures", grants: [{ permission: "overview.view", units: "all" }] };
const codes = [
  "received",
  "resolved",
  "resolved-early",
  "resolved-on-time",
  "resolved-late",
  "overdue-now",
] as const satisfies readonly IndicatorCode[];

type Counts = Record<(typeof openMeasures)[number], number>;

/** The coin of a figure: always the same for it, and nobody outside can know it. */
function coinOf(...parts: (string | number)[]): number {
  const hash = createHmac("sha256", derive("open-figures")).update(parts.join("|")).digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}

/**
 * What the units did in a period, as it is open to everybody: up to the end of yesterday, counts guarded. Throws `period-not-begun` like the
 * indicators, for a period of which no day is over yet.
 */
export async function readFigures(
  period: string,
  today: Day,
  satisfaction: (from: Day, to: Day) => Promise<Satisfaction[]>,
): Promise<OpenFigures | null> {
  const days = openPeriod(period);
  if (!days) return null;
  const yesterday = addDays(today, -1);
  const asOf = days.to < yesterday ? days.to : yesterday;
  const question = { period: days, asOf, scope: {} };
  const table = await readBreakdown(everybody, { codes, by: "unit", question });
  const ratings = await satisfaction(days.from, asOf);
  const of = (readings: readonly { top: number }[], own: readonly Satisfaction[]): Counts => {
    const [received = 0, resolved = 0, early = 0, onTime = 0, late = 0, overdue = 0] = readings.map((r) => r.top);
    const rated = own.reduce((sum, r) => sum + r.rated, 0);
    const satisfied = own.reduce((sum, r) => sum + r.satisfied, 0);
    return { received, resolved, early, onTime, late, overdue, rated, satisfied };
  };
  const rows: { key: string; name: string; counts: Counts }[] = [];
  for (const { key, name, readings } of table.rows) {
    const below = new Set(await unitsBelow(Number(key), asOf));
    rows.push({
      key,
      name,
      counts: of(
        readings,
        ratings.filter((r) => below.has(r.unitId)),
      ),
    });
  }
  const inAll = [];
  for (const code of codes) inAll.push(await readIndicator(everybody, code, question));
  rows.push({ key: "city", name: "", counts: of(inAll, ratings) });
  const flat = rows.flatMap(({ counts }) => openMeasures.map((measure) => counts[measure]));
  const published = guardedTable(flat, sumsOf(rows.length), (i, toss) => {
    const [row, measure] = [rows[Math.floor(i / width)], openMeasures[i % width]];
    return coinOf(row?.key ?? "", measure ?? "", period, toss);
  });
  const told = rows.map(({ name, counts }, r): OpenRow => {
    const own = (measure: OpenMeasure) => published[r * width + openMeasures.indexOf(measure)] ?? null;
    const of = (part: OpenMeasure, whole: OpenMeasure) => within(own(part), own(whole));
    return {
      name,
      counts: {
        ...{ received: own("received"), resolved: own("resolved"), overdue: own("overdue"), rated: own("rated") },
        ...{ early: of("early", "resolved"), onTime: of("onTime", "resolved"), late: of("late", "resolved") },
        satisfied: of("satisfied", "rated"),
      },
      onTimePermille: guardedRate(counts.early + counts.onTime, counts.resolved),
      satisfiedPermille: guardedRate(counts.satisfied, counts.rated),
    };
  });
  const city = told.pop();
  if (!city) throw new Error("a city has figures");
  return { period, from: days.from, to: days.to, asOf, units: told, city };
}

const width = openMeasures.length;
/** The sums among the figures, as anybody sees them: a row's resolved, and the city's row over all units. */
function sumsOf(rows: number): Sum[] {
  const at = (row: number, measure: OpenMeasure) => row * width + openMeasures.indexOf(measure);
  const resolved = Array.from({ length: rows }, (_, r) => ({
    total: at(r, "resolved"),
    parts: [at(r, "early"), at(r, "onTime"), at(r, "late")],
  }));
  const cityWide = openMeasures.map((measure) => ({
    total: at(rows - 1, measure),
    parts: Array.from({ length: rows - 1 }, (_, r) => at(r, measure)),
  }));
  return [...resolved, ...cityWide];
}
