import { Readable } from "node:stream";
import type { Day, NamedDay, WorkingCalendar } from "@/lib/calendar/model";
import { namedDays, workingCalendars } from "@/lib/calendar/queries";
import { cityDay, fullDayMinutes, isDecided, readDay, workingDaysBetween, workingMinutesBetween } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { writeWorkbook } from "@/lib/files/queries";
import { type Cell, fileName } from "@/lib/files/rules";
import { type Actor, can, reachOf } from "@/lib/policy";
import type { Locale } from "@/lib/words";
import { storyOf } from "./clock/story";
import { correctionRight } from "./correction/decide";
import { openChanges } from "./correction/read";
import { actsOpenTo } from "./desk/decide";
import { nextStep, previousStep } from "./desk/facts";
import { deskDetail } from "./desk/reading";
import { type DeskRow, deskColumn, deskOf } from "./desk/standing";
import { maskedIdNumber } from "./identifiers/sealed";
import { exportAsCsv, exportCells, exportColumns, onCityClock } from "./list/export";
import { behind, cursorOf, orderOf } from "./list/order";
import { countedUpTo, findPage, readLines, shownWay } from "./list/page";
import { isHiddenFrom, iso, type LineRow, lineColumns, toListed, toRow } from "./list/row";
import { conditionsOf } from "./list/where";
import type { CutoffPolicy, DossierDetail, DossierFilter, DossierPage, DossierRow, ExportFilter, SavedView } from "./model";
import { askedDesk, askedDetail, isOnlyAsked, readableTo } from "./record/asked";
import { explainDue } from "./rules";

export { findCorrectable } from "./correction/read";
export { type Previewed, previewAct } from "./desk/preview";
export { findDraft, listDrafts } from "./intake/drafts";
export { findDue } from "./intake/due";
export { findByCode } from "./list/by-code";
export { readableTo } from "./record/asked";
export { listRedatings, previewCalendarChange, previewedFile, previewedRows } from "./redating/read";
export { countWork, readLoad, readWork } from "./work/read";
export { isHiddenFrom };

/** The day and the calendar by which what is left of a deadline is counted. */
export type Clock = { today: Day; calendar: WorkingCalendar };
/** The same with the instant, the names of the days and the units' own hours, to tell one dossier's time in full. */
export type DetailClock = Clock & {
  now: Date;
  names: ReadonlyMap<Day, NamedDay>;
  calendarIn: (unitId: number) => WorkingCalendar;
};

/** The calendar as it stands, seen from an instant. */
export async function detailClock(now: Date): Promise<DetailClock> {
  const [{ city, of }, names] = await Promise.all([workingCalendars(), namedDays()]);
  return { today: cityDay(now), now, calendar: city, calendarIn: of, names };
}

/**
 * A page of the dossiers a filter asks for, among what the actor may see: what came last first (those not accepted by the hour of
 * their registration), a set of what runs to a day by that day, the longest late first. A `set` holds exactly the rows its indicator counts. `total` is null above 10,000 rows.
 * Throws `cursor-unreadable`, and `calendar-not-decided` for a set asked of a day beyond all records.
 */
export async function listDossiers(actor: Actor, filter: DossierFilter, clock: Clock): Promise<DossierPage> {
  const ways = await conditionsOf(actor, filter, clock);
  if (!ways) return { rows: [], nextCursor: null, total: 0 };
  const order = orderOf(filter, clock.today);
  const { lines, n } = await findPage(ways, filter, order, clock.today);
  const page = lines.slice(0, filter.take);
  const last = page.at(-1);
  return {
    rows: page.map((line) => toListed(actor, line, clock)),
    nextCursor: lines.length > filter.take && last ? cursorOf(order, last) : null,
    total: n > countedUpTo ? null : n,
  };
}

/** Rows fetched at once for a file. */
const exportPage = 1_000;

/**
 * The whole list a filter asks for as a file, streamed: the same rows `listDossiers` pages through, among the units the actor may
 * export from. `notes` say what the list is of. Throws like listDossiers before the first byte.
 */
export async function exportDossiers(
  actor: Actor,
  filter: ExportFilter,
  clock: Clock,
  {
    format,
    locale,
    now,
    title,
    notes,
  }: { format: "csv" | "xlsx"; locale: Locale; now: Date; title: string; notes: readonly string[] },
): Promise<{ body: Readable; type: string; name: string }> {
  const ways = await conditionsOf(actor, filter, clock, "dossiers.export");
  const conditions = ways && (await shownWay(ways));
  const order = orderOf(filter, clock.today);
  const head = { title, notes, columns: exportColumns(locale) };
  async function* pages(): AsyncGenerator<Cell[][]> {
    for (let after = Prisma.sql`true`; conditions; ) {
      const lines = await readLines([...conditions, after], order, exportPage, clock.today);
      yield lines.map((line) => exportCells(toListed(actor, line, clock), locale));
      const last = lines.at(-1);
      if (!last || lines.length < exportPage) return;
      after = behind(order, cursorOf(order, last));
    }
  }
  async function* clockPages(): AsyncGenerator<Cell[][]> {
    for await (const rows of pages()) yield rows.map(onCityClock);
  }
  const name = `${fileName(title)}-${cityDay(now)}.${format}`;
  if (format === "csv") return { body: Readable.from(exportAsCsv(head, pages())), type: "text/csv; charset=utf-8", name };
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { body: writeWorkbook(head, clockPages()), type, name };
}

/** The dossiers an actor may look at: settled or received by a unit of theirs. To anyone else they do not exist. */
export function visibleTo(actor: Actor): Prisma.Sql {
  const units = reachOf(actor, "dossiers.view");
  return units === "all"
    ? Prisma.sql`true`
    : Prisma.sql`(d.unit_id = any (${[...units]}::int[]) or d.receiving_unit_id = any (${[...units]}::int[]))`;
}

/** Is there such a dossier for this actor to read? */
export async function isDossierThere(actor: Actor, id: number): Promise<boolean> {
  return (await db.$queryRaw<unknown[]>`select 1 from dossier d where d.id = ${id} and ${readableTo(actor)}`).length > 0;
}

type DetailRow = LineRow &
  Pick<
    DossierDetail,
    | "applicantKind"
    | "applicantAddress"
    | "subject"
    | "caseLabel"
    | "submitterName"
    | "setCount"
    | "resultDelivery"
    | "sectorName"
    | "receivingUnitName"
    | "limitValue"
    | "limitUnit"
    | "workingDaysUsed"
    | "supplementCount"
    | "isDemo"
  > & {
    idNumberSealed: Uint8Array | null;
    cutoff: CutoffPolicy;
    supplementsAllowed: number;
    receivingUnitId: number;
    desk: DeskRow;
  };

/**
 * One dossier with its papers, its clock and its history, or not-found. Numbers of persons are masked. Who is only asked (`isAsked`) reads
 * what it is about, its papers and their own question: no numbers, no way to reach the applicant, no history.
 */
export async function findDossier(actor: Actor, id: number, clock: DetailClock): Promise<DossierDetail> {
  const found = db.$queryRaw<DetailRow[]>`
    select ${lineColumns}, d.applicant_kind::text as "applicantKind", d.applicant_address as "applicantAddress", d.subject,
      d.case_label as "caseLabel", d.submitter_name as "submitterName", d.set_count as "setCount", d.result_delivery::text as "resultDelivery",
      s.name as "sectorName", r.name as "receivingUnitName", d.limit_value as "limitValue", d.limit_unit::text as "limitUnit",
      d.working_days_used as "workingDaysUsed", d.supplement_count as "supplementCount", d.is_demo as "isDemo",
      d.id_number_sealed as "idNumberSealed", d.cutoff_policy::text as cutoff, d.supplements_allowed as "supplementsAllowed", d.receiving_unit_id as "receivingUnitId",
      ${deskColumn} as desk
    from dossier d join procedure p on p.id = d.procedure_id join sector s on s.id = p.sector_id
      join unit u on u.id = d.unit_id join unit r on r.id = d.receiving_unit_id
    where d.id = ${id} and ${readableTo(actor)}`;
  const [rows, papers, stops, events] = await Promise.all([
    found,
    db.dossierPaper.findMany({
      where: { dossierId: id, struckAt: null },
      orderBy: { position: "asc" },
      select: { name: true, form: true, count: true, isReused: true, note: true, supplement: true },
    }),
    db.dossierClockStop.findMany({
      where: { dossierId: id },
      orderBy: [{ stoppedAt: "asc" }, { id: "asc" }],
      include: { askedPapers: { orderBy: { position: "asc" }, select: { name: true } } },
    }),
    db.$queryRaw<
      (Omit<Event, "at" | "dueAtBefore" | "dueAtAfter" | "changes"> & {
        at: Date;
        dueAtBefore: Date | null;
        dueAtAfter: Date | null;
        sealed: Uint8Array | null;
      })[]
    >`
      select e.version, e.kind, e.from_state::text as "fromState", e.to_state::text as "toState", e.at, e.actor_name as "actorName",
        u.short_name as "unitName", e.note, e.due_at_before as "dueAtBefore", e.due_at_after as "dueAtAfter",
        coalesce(e.changed_fields, '{}') as "changedFields", e.changes as sealed,
        coalesce(e.late_agencies, '{}') as "lateAgencies"
      from dossier_event e left join unit u on u.id = e.unit_id where e.dossier_id = ${id} order by e.version`,
  ]);
  const [row] = rows;
  if (!row) throw new AppError("not-found", "not-found");
  const isHidden = isHiddenFrom(actor, row);
  const line = toRow(actor, row, clock);
  const isAsked = isOnlyAsked(actor, row);
  const desk = isAsked ? askedDesk(actor, deskOf(row.desk)) : deskOf(row.desk);
  const whole: DossierDetail = {
    ...line,
    isAsked,
    applicantKind: row.applicantKind,
    applicantAddress: isHidden ? null : row.applicantAddress,
    idNumberMasked: isHidden ? null : maskedIdNumber(row.idNumberSealed),
    subject: isHidden ? null : row.subject,
    caseLabel: row.caseLabel,
    submitterName: isHidden ? null : row.submitterName,
    setCount: row.setCount,
    resultDelivery: row.resultDelivery,
    sectorName: row.sectorName,
    receivingUnitName: row.receivingUnitName,
    serviceLevel: row.serviceLevel,
    limitValue: row.limitValue,
    limitUnit: row.limitUnit,
    ...timeOf(row, line, events, clock),
    workingDaysUsed: row.workingDaysUsed,
    supplementCount: row.supplementCount,
    isDemo: row.isDemo,
    papers: papers.map((paper) => ({ ...paper, note: isHidden ? null : paper.note })),
    clockStops: stops.map((s) => ({
      kind: s.kind,
      policy: s.policy,
      reason: isHidden ? "" : s.reason,
      askedPapers: isHidden ? [] : s.askedPapers.map((paper) => paper.name),
      stoppedAt: s.stoppedAt.toISOString(),
      resumedAt: iso(s.resumedAt),
      workingDays: s.resumedAt && workingDaysOf(cityDay(s.stoppedAt), cityDay(s.resumedAt), clock.calendar),
    })),
    events: events.map(({ sealed, ...e }) => ({
      ...e,
      changes: isHidden ? [] : openChanges(sealed),
      note: isHidden ? null : e.note,
      at: e.at.toISOString(),
      dueAtBefore: iso(e.dueAtBefore),
      dueAtAfter: iso(e.dueAtAfter),
    })),
    // One's own question is told whole, whoever the dossier hides; the rest goes in `askedDetail`.
    ...(await deskDetail(id, desk, isHidden && !isAsked)),
    mayCorrect: mayCorrect(actor, row),
    openMoves: actsOpenTo(actor, {
      ...{ state: row.state, unitId: row.unitId, receivingUnitId: row.receivingUnitId },
      ...{ supplementCount: row.supplementCount, supplementsAllowed: row.supplementsAllowed },
      dueOn: row.dueOn && readDay(row.dueOn),
      extendedDueOn: row.extendedDueOn && readDay(row.extendedDueOn),
      assigneeId: desk.assigneeId,
      mayReopen: row.endedAt !== null && cityDay(row.endedAt) === clock.today && !desk.hasDecision,
      hasNextStep: nextStep(desk) !== null,
      hasPreviousStep: previousStep(desk) !== null,
      asked: desk.consultations.map((one) => one.unitId),
    }),
  };
  return isAsked ? askedDetail(whole, desk) : whole;
}

function mayCorrect(actor: Actor, { unitId, receivingUnitId, isSensitive, acceptedAt, endedAt }: DetailRow): boolean {
  const right = correctionRight(actor, { unitId, receivingUnitId, isSensitive, isEnded: endedAt !== null });
  return acceptedAt !== null && can(actor, right.permission, right.unitId);
}

/** Why the day promised at acceptance is that day, and the office time left to the one that stands. */
function timeOf(
  row: DetailRow,
  line: DossierRow,
  events: readonly { dueAtAfter: Date | null }[],
  { now, names, calendarIn }: DetailClock,
): Pick<DossierDetail, "dueStory" | "workingMinutesLeft" | "workingDayMinutes"> {
  const calendar = calendarIn(row.unitId);
  const workingDayMinutes = calendar.hours.length > 0 ? fullDayMinutes(calendar, cityDay(now)) : 0;
  const { acceptedAt, limitUnit, limitValue, cutoff, dueAt } = row;
  const limit = limitUnit && { value: limitValue, unit: limitUnit };
  const promisedAt = events.find((e) => e.dueAtAfter !== null)?.dueAtAfter ?? null;
  // A year nobody has decided explains nothing; neither does our count where the register promised another day.
  const isKnown =
    acceptedAt !== null && promisedAt !== null && [acceptedAt, promisedAt].every((at) => isDecided(cityDay(at), calendar));
  const told = isKnown && workingDayMinutes > 0 ? explainDue({ acceptedAt, limit, cutoff, calendar, names }) : null;
  const dueStory = told && promisedAt && told.dueOn === cityDay(promisedAt) ? storyOf(told) : null;
  const isRunning = line.workingDaysLeft !== null && dueAt !== null && workingDayMinutes > 0;
  const left = !isRunning
    ? null
    : now <= dueAt
      ? workingMinutesBetween(now, dueAt, calendar)
      : -workingMinutesBetween(dueAt, now, calendar);
  return { dueStory, workingMinutesLeft: left === null ? null : Math.trunc(left), workingDayMinutes };
}
/** Null where the calendar has not decided the days between. */
function workingDaysOf(from: Day, to: Day, calendar: WorkingCalendar): number | null {
  return isDecided(from, calendar) && isDecided(to, calendar) ? workingDaysBetween(from, to, calendar) : null;
}
type Event = DossierDetail["events"][number];

/** The views an actor saved, by page and name. Nobody sees another's. */
export async function listViews(actor: Actor): Promise<SavedView[]> {
  if (actor.userId === null) return [];
  const rows = await db.savedView.findMany({ where: { userId: actor.userId }, orderBy: [{ page: "asc" }, { name: "asc" }] });
  return rows.map(({ id, page, name, query }) => ({ id, page, name, query }));
}
