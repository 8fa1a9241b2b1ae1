import type { PlainCell } from "@/lib/files/rules";
import { formatMonth, type Locale, say } from "@/lib/words";
import { type Reported, reportable, reportedMeasures } from "../model";
import { measureWords } from "../wording/measures";

export type SheetUnit = { id: number; code: string; name: string };

/**
 * The lines of a month's sheet: each figure that no record tells, of each unit, and whatever was reported beside these; what stands is
 * filled in. By figure and then by unit, for a figure is mostly known for all units at once.
 */
export function sheetLines(
  month: string,
  units: readonly SheetUnit[],
  reported: readonly Reported[],
  locale: Locale,
): PlainCell[][] {
  const standing = new Map(reported.map((row) => [`${row.unitId} ${row.measure}`, row]));
  const isAsked = new Set<string>(reportedMeasures);
  return reportable.flatMap((measure) => {
    const { top, bottom } = measureWords[measure];
    return units.flatMap((unit): PlainCell[][] => {
      const row = standing.get(`${unit.id} ${measure}`);
      if (!row && !isAsked.has(measure)) return [];
      return [
        [
          ...[formatMonth(month), unit.code, unit.name, measure, say(locale, top), say(locale, bottom)],
          ...[row?.top ?? null, row?.bottom ?? null, row?.source ?? null],
        ],
      ];
    });
  });
}
