import { createHash } from "node:crypto";
import { type Report, type ReportQuery, reportColumns } from "../model";

const sha256 = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/**
 * By what two copies of a report can be told to be the same: `queryId` names what was asked, `sha256` what was answered. It is the
 * SHA-256 of the JSON of [queryId, first day, last day, day of knowledge or null, [[key, isRest, figures…]…], [totals…]], the figures
 * in the order of the columns.
 */
export function sealOf(
  { from, to, knownOn, by, isAlone, unitId, sectorId, procedureId }: ReportQuery,
  report: Pick<Report, "period" | "knownOn" | "rows" | "total">,
): Pick<Report, "queryId" | "sha256"> {
  const asked = [from, to, knownOn ?? null, by, isAlone === true, unitId ?? null, sectorId ?? null, procedureId ?? null];
  const queryId = `II06-${sha256(asked).slice(0, 12)}`;
  const { period, rows, total } = report;
  const figuresOf = (figures: Report["total"]) => reportColumns.map((name) => figures[name]);
  const told = rows.map(({ key, isRest, figures }) => [key, isRest, ...figuresOf(figures)]);
  return { queryId, sha256: sha256([queryId, period.from, period.to, report.knownOn, told, figuresOf(total)]) };
}
