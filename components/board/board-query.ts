import type { BreakdownKey, IndicatorCode } from "@/lib/indicators/model";
import { type Question, queryOf } from "../overview/links";
import { readJson } from "../ui/request";

export const drillKeys = ["unit", "procedure", "sector", "channel"] as const satisfies readonly BreakdownKey[];
export type DrillKey = (typeof drillKeys)[number];
export const drillIndicators = [
  "on-time-rate",
  "on-time-of-received-rate",
  "received",
  "resolved",
  "resolved-late",
  "overdue-now",
  "due-soon",
  "in-progress",
  "awaiting-applicant",
  "online-rate",
  "full-online-rate",
  "postal-rate",
  "mean-working-days",
  "refused",
  "withdrawn",
  "returned",
] as const satisfies readonly IndicatorCode[];
/** What stands beside the chosen indicator in every row. */
const always = ["received", "resolved", "resolved-late", "overdue-now"] as const satisfies readonly IndicatorCode[];
export const codesFor = (indicator: IndicatorCode): IndicatorCode[] => [...new Set([indicator, ...always])];
export const heatColumns = 12;

export function breakdownQuery(question: Question, by: DrillKey, indicator: IndicatorCode) {
  const codes = codesFor(indicator);
  return {
    queryKey: ["dossiers", "breakdown", question, by, indicator] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/breakdown?${queryOf({ ...question, by, codes: codes.join(",") })}`,
        () => import("@/lib/indicators/model").then((m) => m.Breakdown),
        signal,
      ),
  };
}

export function heatQuery(question: Question, by: "sector" | "procedure") {
  return {
    queryKey: ["dossiers", "heat-map", question, by] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/heat-map?${queryOf({ ...question, by, code: "on-time-rate", columns: heatColumns })}`,
        () => import("@/lib/indicators/model").then((m) => m.HeatMap),
        signal,
      ),
  };
}
