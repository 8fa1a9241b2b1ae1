import { namedDays, unitCalendar } from "@/lib/calendar/queries";
import { readDay } from "@/lib/calendar/rules";
import type { Prisma, Tx } from "@/lib/db/client";
import { personalPlaces } from "@/lib/dossiers/model";
import { visibleTo } from "@/lib/dossiers/queries";
import { type DueExplanation, explainDue } from "@/lib/dossiers/rules";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { open } from "@/lib/secrets";
import type { FormKind } from "../model";
import type { Agency, FormFacts, Standing } from "../rules";

const whole = {
  papers: { where: { struckAt: null }, orderBy: { position: "asc" } },
  fees: { orderBy: { id: "asc" } },
  steps: { orderBy: { position: "asc" } },
  consultations: { orderBy: { id: "asc" } },
  handOver: true,
  clockStops: {
    where: { kind: "SUPPLEMENT", resumedAt: null },
    include: { askedPapers: { orderBy: { position: "asc" }, select: { name: true } } },
  },
} as const satisfies Prisma.DossierInclude;
const ofProcedure = { name: true, code: true, isSensitive: true } as const satisfies Prisma.ProcedureSelect;
type Row = Prisma.DossierGetPayload<{ include: typeof whole }> & {
  procedure: Prisma.ProcedureGetPayload<{ select: typeof ofProcedure }>;
};
type Event = {
  kind: string;
  at: Date;
  note: string | null;
  dueAtBefore: Date | null;
  dueAtAfter: Date | null;
  lateAgencies: string[];
};
export type Found = { row: Row; events: ReadonlyMap<string, Event> };

/** A dossier within the actor's reach with all a form may tell of it, and the last event of each kind; or not-found. */
export async function findForForms(tx: Tx, actor: Actor, dossierId: number): Promise<Found> {
  const [within] = await tx.$queryRaw<
    { id: number }[]
  >`select d.id from dossier d where d.id = ${dossierId} and ${visibleTo(actor)}`;
  if (!within) throw new AppError("not-found", "not-found");
  const row = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, include: whole });
  const procedure = await tx.procedure.findUniqueOrThrow({ where: { id: row.procedureId }, select: ofProcedure });
  const events = await tx.$queryRaw<Event[]>`
    select distinct on (kind) kind, at, note, due_at_before as "dueAtBefore", due_at_after as "dueAtAfter",
      coalesce(late_agencies, '{}') as "lateAgencies"
    from dossier_event where dossier_id = ${dossierId} order by kind, version desc`;
  return { row: { ...row, procedure }, events: new Map(events.map((e) => [e.kind, e])) };
}

export function standingOf({ row, events }: Found): Standing {
  return {
    state: row.state,
    resultKind: row.resultKind,
    isAccepted: row.acceptedAt !== null,
    isExtended: row.extendedDueOn !== null,
    wasRedated: events.has("redate"),
  };
}

/** The event a form puts on paper; what was issued before it belongs to another one. */
const stepsOf: Record<FormKind, readonly string[]> = {
  RECEIPT: ["accept"],
  SUPPLEMENT_REQUEST: ["requestSupplement"],
  REFUSAL: ["decline", "refuse"],
  APOLOGY: ["extend"],
  STOP_NOTICE: ["stop", "withdraw"],
  CONTROL_SHEET: [],
  CHANGE_SLIP: ["redate"],
};
export function stepOf({ events }: Found, kind: FormKind): Event | null {
  return stepsOf[kind].flatMap((name) => events.get(name) ?? [])[0] ?? null;
}

const sentencesOf = (note: string | null) =>
  (note ?? "")
    .split("\n")
    .map((line) => line.trim().replace(/^(\d+[.)]|[-•])\s*/, ""))
    .filter(Boolean);

/** What the form says of the dossier. */
export async function factsOf(
  tx: Tx,
  found: Found,
  form: Pick<FormFacts, "kind" | "generation" | "number" | "year" | "issuedAt" | "officerName" | "replaces" | "lookUp"> & {
    reason: string | null;
    items: readonly string[] | null;
  },
): Promise<FormFacts> {
  const { row, events } = found;
  const step = stepOf(found, form.kind);
  const redated = events.get("redate");
  const asks = form.kind === "SUPPLEMENT_REQUEST";
  const [request] = row.clockStops;
  const named = asks && request ? request.askedPapers.map((paper) => paper.name) : [];
  return {
    ...form,
    // Where the request names no paper its own words are what must be handed in; a reason beside them is said apart.
    items: form.items ?? (named.length > 0 ? named : asks ? sentencesOf(step?.note ?? null) : []),
    reason: form.reason ?? (named.length > 0 ? (request?.reason ?? null) : asks ? null : (step?.note ?? null)),
    lateAgencies: form.kind === "APOLOGY" ? (step?.lateAgencies ?? []) : [],
    desk: await agencyOf(tx, row.receivingUnitId),
    settler: await agencyOf(tx, row.unitId),
    due: await explained(tx, row),
    dossier: {
      code: row.code,
      state: row.state,
      resultKind: row.resultKind,
      channel: row.channel,
      isOrganisation: row.applicantKind === "ORGANISATION",
      applicantName: row.applicantName,
      submitterName: row.submitterName,
      address: row.applicantAddress,
      phone: row.phoneSealed && open(row.phoneSealed, personalPlaces.phone),
      email: row.applicantEmail,
      idNumber: row.idNumberSealed && open(row.idNumberSealed, personalPlaces.idNumber),
      subject: row.subject,
      procedureName: row.procedure.name,
      procedureCode: row.procedure.code,
      caseLabel: row.caseLabel,
      setCount: row.setCount,
      resultDelivery: row.resultDelivery,
      limit: row.limitUnit && { value: row.limitValue, unit: row.limitUnit },
      registeredAt: row.registeredAt,
      acceptedAt: row.acceptedAt,
      dueAt: row.dueAt,
      extendedDueAt: row.extendedDueAt,
      endedAt: row.endedAt,
      returnedAt: row.returnedAt,
      consultedAgencies: row.consultations.map((c) => c.agency),
      papers: row.papers,
      fees: row.fees.map(({ kind, name, amountDong, method, paidAt }) => ({
        kind,
        name,
        amountDong: Number(amountDong),
        method,
        isPaid: paidAt !== null,
      })),
      handOver: row.handOver,
      steps: row.steps,
      startedAt: events.get("start")?.at ?? null,
      change:
        redated?.dueAtBefore && redated.dueAtAfter
          ? { at: redated.at, before: redated.dueAtBefore, after: redated.dueAtAfter, note: redated.note }
          : null,
    },
  };
}

/** The count behind the due day, where it is the plain count from acceptance; after a supplement it is not. */
async function explained(tx: Tx, row: Row): Promise<DueExplanation | null> {
  if (!row.acceptedAt || !row.dueOn || !row.limitUnit) return null;
  const question = {
    acceptedAt: row.acceptedAt,
    limit: { value: row.limitValue, unit: row.limitUnit },
    cutoff: row.cutoffPolicy,
    calendar: await unitCalendar(row.unitId, tx),
    names: await namedDays(tx),
  };
  try {
    const due = explainDue(question);
    return due?.dueOn === readDay(row.dueOn) ? due : null;
  } catch (error) {
    // A register may have brought days nobody decided the calendar for; the due day stands all the same.
    if (error instanceof AppError && error.code === "calendar-not-decided") return null;
    throw error;
  }
}

/** An agency with the name of the one above it and the place it sits in. */
export async function agencyOf(tx: Tx, unitId: number): Promise<Agency> {
  const [agency] = await tx.$queryRaw<Agency[]>`
    select u.name, u.kind::text as kind, p.name as "aboveName", u.head_title as "headTitle",
      case when d.is_desk then coalesce(u.phone, p.phone) else u.phone end as phone,
      case when d.is_desk then coalesce(u.address, p.address) else u.address end as address,
      coalesce(a.name, pa.name, (select name from city where id = 1), '') as "placeName"
    from unit u left join unit p on p.id = u.parent_id left join area a on a.id = u.area_id left join area pa on pa.id = p.area_id
      cross join lateral (select u.kind in ('ONE_STOP_DESK', 'SERVICE_CENTRE') as is_desk) d
    where u.id = ${unitId}`;
  if (!agency) throw new AppError("not-found", "not-found");
  return agency;
}
