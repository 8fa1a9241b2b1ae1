import type { Breakdown, IndicatorCode } from "@/lib/indicators/model";
import { shapeOf } from "../overview/figures";
import { directionOf } from "../overview/indicator-words";
import { smallBase } from "../overview/links";

type Row = Breakdown["rows"][number];

/**
 * Where to look first: the worst of an indicator that has a better side, the most of one that has none. A rate over too few
 * dossiers, or over none, tells little and comes last.
 */
export function worstFirst(rows: readonly Row[], indicator: IndicatorCode): Row[] {
  const isSmall = ({ readings: [r] }: Row) =>
    r?.value === null || r?.value === undefined || (shapeOf(indicator) !== "count" && (r.bottom ?? 0) < smallBase);
  const sign = directionOf(indicator) === "more" ? 1 : -1;
  return [...rows].sort(
    (a, b) =>
      Number(isSmall(a)) - Number(isSmall(b)) ||
      sign * ((a.readings[0]?.value ?? 0) - (b.readings[0]?.value ?? 0)) ||
      (b.readings[0]?.bottom ?? 0) - (a.readings[0]?.bottom ?? 0),
  );
}
