import { weekWords } from "@/lib/calendar/labels";
import type { Calendars } from "@/lib/calendar/model";
import { namedDays, workingCalendars } from "@/lib/calendar/queries";
import { cityDay, readDay, weekOn } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import type { ResultDelivery } from "@/lib/db/generated/enums";
import { dueText } from "@/lib/dossiers/labels";
import type { CutoffPolicy, DossierState, LimitUnit, ResultKind } from "@/lib/dossiers/model";
import { explainDue, isCountable, type Limit } from "@/lib/dossiers/rules";
import { AppError } from "@/lib/errors";
import { type ShownDossier, shownEvents } from "../model";
import { closesAt, ratingToken } from "../rating/link";
import { maskedApplicant, requestLines, shownTracking, withoutNumbers } from "../rules";

type Row = {
  unitId: number;
  deskId: number;
  code: string | null;
  applicantName: string;
  procedureName: string;
  isSensitive: boolean;
  cutoff: CutoffPolicy;
  unitName: string;
  deskName: string;
  deskPhone: string | null;
  deskAddress: string | null;
  state: DossierState;
  resultKind: ResultKind | null;
  acceptedAt: Date | null;
  dueOn: Date | null;
  extendedDueOn: Date | null;
  endedAt: Date | null;
  returnedAt: Date | null;
  limitValue: number | null;
  limitUnit: LimitUnit | null;
  delivery: ResultDelivery;
  trackingNumber: string | null;
  isRated: boolean;
};

/** What a public page shows of a dossier, read anew; null when it is gone. Whoever asks must have shown that they know it. */
export async function showDossier(id: number, now: Date): Promise<ShownDossier | null> {
  const [rows, events, steps, stops, calendars] = await Promise.all([
    db.$queryRaw<Row[]>`
      select d.unit_id as "unitId", d.receiving_unit_id as "deskId", d.code, d.applicant_name as "applicantName", p.name as "procedureName", p.is_sensitive as "isSensitive", d.cutoff_policy::text as cutoff,
        u.name as "unitName", r.name as "deskName",
        coalesce(r.phone, a.phone) as "deskPhone", coalesce(r.address, a.address) as "deskAddress", d.state::text as state, d.result_kind::text as "resultKind", d.accepted_at as "acceptedAt",
        d.due_on as "dueOn", d.extended_due_on as "extendedDueOn", d.ended_at as "endedAt", d.returned_at as "returnedAt",
        d.limit_value as "limitValue", d.limit_unit::text as "limitUnit", d.result_delivery::text as delivery,
        (select h.tracking_number from dossier_hand_over h where h.dossier_id = d.id and h.delivery = 'POST') as "trackingNumber",
        exists (select from dossier_rating g where g.dossier_id = d.id) as "isRated"
      from dossier d join procedure p on p.id = d.procedure_id join unit u on u.id = d.unit_id join unit r on r.id = d.receiving_unit_id
        left join unit a on a.id = r.parent_id and r.kind in ('ONE_STOP_DESK', 'SERVICE_CENTRE')
      where d.id = ${id}`,
    db.$queryRaw<{ kind: (typeof shownEvents)[number]; at: Date; dueAtAfter: Date | null }[]>`
      select kind, at, due_at_after as "dueAtAfter" from dossier_event
      where dossier_id = ${id} and kind = any (${[...shownEvents]}::text[]) order by version`,
    db.dossierStep.findMany({
      where: { dossierId: id, startedAt: { not: null } },
      orderBy: { position: "asc" },
      select: { name: true, startedAt: true, endedAt: true },
    }),
    db.dossierClockStop.findMany({
      where: { dossierId: id, resumedAt: null },
      orderBy: { id: "desc" },
      take: 1,
      include: { askedPapers: { orderBy: { position: "asc" }, select: { name: true } } },
    }),
    workingCalendars(),
  ]);
  const [row] = rows;
  if (!row || row.code === null) return null;
  const [stop] = stops;
  const week = weekOn(calendars.of(row.deskId), cityDay(now));
  const isRatable = row.state === "RETURNED" && row.returnedAt !== null && !row.isRated && now <= closesAt(row.returnedAt);
  return {
    code: row.code,
    applicant: maskedApplicant(row.applicantName),
    procedure: row.isSensitive ? null : row.procedureName,
    unitName: row.unitName,
    deskName: row.deskName,
    deskPhone: row.deskPhone,
    deskAddress: row.deskAddress,
    deskHours: week ? weekWords(week.stretches) : null,
    state: row.state,
    resultKind: row.resultKind,
    acceptedAt: iso(row.acceptedAt),
    dueOn: row.dueOn && readDay(row.dueOn),
    dueSentence: await dueSentence(row, calendars),
    extendedDueOn: row.extendedDueOn && readDay(row.extendedDueOn),
    endedAt: iso(row.endedAt),
    returnedAt: iso(row.returnedAt),
    events: events.map(({ kind, at }) => ({ kind, at: at.toISOString() })),
    // The steps of a procedure tell what it is about.
    steps: row.isSensitive
      ? []
      : steps.map((s) => ({ name: withoutNumbers(s.name), startedAt: iso(s.startedAt), endedAt: iso(s.endedAt) })),
    supplement:
      row.state === "AWAITING_SUPPLEMENT" && stop
        ? {
            askedAt: stop.stoppedAt.toISOString(),
            isRestart: stop.dueOnBefore !== null && stop.policy === "RESTART" && isCountable(limitOf(row)),
            lines: row.isSensitive ? [] : [stop.reason, ...stop.askedPapers.map((paper) => paper.name)].flatMap(requestLines),
          }
        : null,
    awaitsPayment: row.state === "AWAITING_PAYMENT",
    delivery: row.delivery,
    trackingNumber: row.state === "RETURNED" ? shownTracking(row.trackingNumber) : null,
    isRated: row.isRated,
    ratingToken: isRatable && row.returnedAt ? ratingToken(id, row.returnedAt) : null,
  };
}

const limitOf = ({ limitUnit: unit, limitValue: value }: Row): Limit | null => unit && { value, unit };

/** The count behind the due day, where it is the plain count from acceptance. */
async function dueSentence(row: Row, calendars: Calendars): Promise<ShownDossier["dueSentence"]> {
  const limit = limitOf(row);
  if (!row.acceptedAt || !row.dueOn || !limit) return null;
  const [calendar, names] = [calendars.of(row.unitId), await namedDays()];
  try {
    const told = explainDue({ acceptedAt: row.acceptedAt, limit, cutoff: row.cutoff, calendar, names });
    return told?.dueOn === readDay(row.dueOn) ? { vi: dueText("vi", told), en: dueText("en", told) } : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "calendar-not-decided") return null;
    throw error;
  }
}
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
