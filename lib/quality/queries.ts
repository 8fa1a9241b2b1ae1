import type { Readable } from "node:stream";
import type { Day } from "@/lib/calendar/model";
import { db } from "@/lib/db/client";
import { writeWorkbook } from "@/lib/files/queries";
import { tablePdf } from "@/lib/forms/queries";
import { agencyHead, placeText } from "@/lib/forms/rules";
import { readMovement } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";
import { type Actor, reachOf } from "@/lib/policy";
import { unitTree } from "@/lib/units/queries";
import { topsReached } from "@/lib/units/rules";
import type { Locale } from "@/lib/words";
import type { Definition, IndexAnswer, IndexKind, IndexQuery, LostPage, LostQuery, Report, Reported, ReportQuery } from "./model";
import { answerIndex, definitionsOf } from "./reading/index-answer";
import { listLost } from "./reading/lost";
import { sealOf } from "./report/seal";
import { paperTable, printedAt, type Reporter, workbookTable } from "./report/table";
import { readReported } from "./reporting/read";
import { reportFigures, totalOf } from "./rules";

export { judgeMonthSheet, monthSheet, reportingUnits } from "./sheet/month";

/**
 * The report on form II.06 for a period and what the actor reaches of what is asked. A period still running is told up to today.
 * Throws `not-found` for what is not there or out of reach, `period-not-begun`, and what questionOf refuses.
 */
export async function readReport(actor: Actor, asked: ReportQuery, today: Day): Promise<Report> {
  const { by, isAlone: alone, ...query } = asked;
  const question = questionOf(query, today);
  const isAlone = alone === true && query.unitId !== undefined;
  const movement = await readMovement(actor, { by, question, isAlone });
  const rows = movement.rows
    .map(({ key, name, isRest, ...stretch }) => ({ key, name, isRest, figures: reportFigures(stretch) }))
    // What had dossiers long ago and none since is no line of this period.
    .filter(({ figures }) => figures.received > 0 || figures.resolved > 0 || figures.open > 0);
  const { period, at, isDemo } = movement;
  const total = totalOf(rows.map((r) => r.figures));
  const told = { period, knownOn: question.knownOn ?? null, rows, total };
  return { ...told, at, isDemo, by, isAlone, ...sealOf({ ...asked, knownOn: question.knownOn, isAlone }, told) };
}

/** A report on its way out: its bytes come as they are made. */
export type ReportFile = { body: Readable; name: string; type: string };
const nameOf = ({ period }: Report) => `bao-cao-II-06-${period.from}-${period.to}`;

/** The same on A4; as it was known on an earlier day, each time the same bytes. Throws `printing-busy` besides. */
export async function reportPdf(actor: Actor, query: ReportQuery, today: Day): Promise<ReportFile> {
  const report = await readReport(actor, query, today);
  const reporter = await reporterOf(actor, query.unitId, report.period.to);
  return tablePdf(actor, paperTable(report, reporter), { at: printedAt(report), name: nameOf(report) });
}

/** The same as a workbook, in the reader's language. */
export async function reportXlsx(actor: Actor, query: ReportQuery, today: Day, locale: Locale): Promise<ReportFile> {
  const report = await readReport(actor, query, today);
  const { head, rows } = workbookTable(locale, report, await reporterOf(actor, query.unitId, report.period.to));
  return {
    body: writeWorkbook(head, [rows]),
    name: `${nameOf(report)}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}

/** Of all an actor reaches: their one unit, or the one their several stand under; none where that is the city. */
async function unitReporting(actor: Actor, on: Day): Promise<number | null> {
  const reach = reachOf(actor, "overview.view");
  if (reach === "all") return null;
  const [top, ...others] = topsReached(await unitTree(actor, on), (id) => reach.includes(id));
  if (!top) return null;
  if (others.length === 0) return top.id;
  return others.every(({ parentId }) => parentId === top.parentId) ? top.parentId : null;
}

/** Whose report it is: of the unit asked about, else of all the actor reaches. */
async function reporterOf(actor: Actor, asked: number | undefined, on: Day): Promise<Reporter> {
  const city = await db.city.findUnique({ where: { id: 1 }, select: { name: true } });
  const placeName = placeText(city?.name ?? "");
  const unitId = asked ?? (await unitReporting(actor, on));
  const unit =
    unitId === null
      ? null
      : await db.unit.findUnique({
          where: { id: unitId },
          select: { name: true, kind: true, parent: { select: { name: true } } },
        });
  if (!unit) return { agencyAbove: null, agency: (city?.name ?? "").toLocaleUpperCase("vi"), placeName };
  const { name, kind, parent } = unit;
  return { ...agencyHead({ name, kind, aboveName: parent?.name ?? null }), placeName };
}

/** An index of a month, by what is asked for. Throws `not-found` for a unit out of reach, `quality-not-defined` before the first definition. */
export async function readIndex(actor: Actor, query: IndexQuery, now: Date): Promise<IndexAnswer> {
  return answerIndex(actor, query, now);
}

/** The dossiers that cost a measure points, as the records stand now. Throws `not-found` like readIndex. */
export async function findLost(actor: Actor, query: LostQuery, today: Day): Promise<LostPage> {
  return listLost(actor, query, today);
}

/** How an index is counted and was, the latest first: national law, open to whoever sees figures. */
export async function listDefinitions(_actor: Actor, kind: IndexKind): Promise<Definition[]> {
  return definitionsOf(kind);
}

/** What was reported for a month. For whoever reports. */
export async function listReported(_actor: Actor, month: string): Promise<Reported[]> {
  return readReported(month);
}

/** Does a month stand as it is? */
export async function isMonthClosed(month: string): Promise<boolean> {
  return (await db.qualityMonth.count({ where: { month: new Date(`${month}-01`), closedAt: { not: null } } })) > 0;
}
