import type { Report, ReportColumn, ReportKey, ReportRow } from "@/lib/quality/model";
import { type DossierSet, listLink, queryOf } from "../overview/links";
import { readJson } from "../ui/request";

/** What a report is asked for, as its address carries it. */
export type ReportQuestion = { from: string; to: string; knownOn?: string; unitId?: number; by: ReportKey; isAlone?: boolean };

export const reportFile = (format: "xlsx" | "pdf", question: ReportQuestion): string =>
  `/api/v1/quality/report.${format}?${queryOf(question)}`;

/** The report as react-query knows it; old with every change of dossiers. */
export function reportQuery(question: ReportQuestion) {
  return {
    queryKey: ["dossiers", "report", question] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/quality/report?${queryOf(question)}`, () => import("@/lib/quality/model").then((m) => m.Report), signal),
  };
}

/** The list that holds just the dossiers of a column. */
export const setOf: Record<ReportColumn, DossierSet> = {
  received: "handled",
  online: "online",
  direct: "direct",
  carried: "carried",
  resolved: "ended",
  early: "resolved-early",
  onTime: "ended-on-time",
  late: "resolved-late",
  open: "open",
  openInTime: "open-in-time",
  openLate: "overdue",
  withdrawn: "withdrawn",
  stopped: "stopped",
};

/** The list behind a figure of a row, or of the sum (null); null where no list says it: what is left over of units that are gone. */
export function listOf(
  question: ReportQuestion,
  report: Pick<Report, "by" | "period">,
  row: ReportRow | null,
  column: ReportColumn,
) {
  const { from, to, unitId, isAlone } = question;
  const set = setOf[column];
  const whole = { from, to, asOf: report.period.to, unitId, isAlone };
  if (!row) return listLink(whole, { set });
  if (report.by === "sector") return listLink(whole, { set, sectorId: Number(row.key) });
  if (report.by === "procedure") return listLink(whole, { set, procedureId: Number(row.key) });
  if (row.key === "rest") return null;
  return listLink(whole, { set, unitId: Number(row.key), isAlone: row.isRest });
}
