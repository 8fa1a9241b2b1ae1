import type { Day } from "@/lib/calendar/model";
import type { Stretch } from "./period";
import { PeriodPicker } from "./period-picker";
import { type UnitChoice, UnitFilter } from "./unit-filter";

export type FilterState = {
  period: Stretch;
  asOf: Day;
  /** By the end of which day the figures were known; null is now. */
  knownOn: Day | null;
  /** The first day that can be asked for. */
  knownSince: Day;
  today: Day;
  unitId: number | null;
  units: readonly UnitChoice[];
  /** What all of them together are called. */
  whole: string;
  isDemo: boolean;
};

/** The two questions every board begins with: which days, whose dossiers. */
export function Filters({ period, asOf, knownOn, knownSince, today, unitId, units, whole }: Omit<FilterState, "isDemo">) {
  return (
    <>
      <PeriodPicker period={period} asOf={asOf} today={today} known={{ on: knownOn, since: knownSince }} />
      <UnitFilter units={units} whole={whole} unitId={unitId} />
    </>
  );
}
