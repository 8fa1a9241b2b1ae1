import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { isDecided, readDay, workingDaysLeft } from "@/lib/calendar/rules";
import { Prisma } from "@/lib/db/client";
import type { ServiceLevel } from "@/lib/db/generated/enums";
import { type Actor, can } from "@/lib/policy";
import { maskName } from "../identifiers/keys";
import { maskedPhone } from "../identifiers/sealed";
import type { Channel, DossierRow, DossierState, ListedDossier, Outcome, ResultKind } from "../model";
import type { Lateness } from "./lateness";

/** One line as the database gives it. */
export type LineRow = {
  id: number;
  code: string | null;
  state: DossierState;
  outcome: Outcome | null;
  resultKind: ResultKind | null;
  channel: Channel;
  serviceLevel: ServiceLevel;
  applicantName: string;
  phoneSealed: Uint8Array | null;
  procedureId: number;
  procedureCode: string;
  procedureName: string;
  isSensitive: boolean;
  unitId: number;
  unitName: string;
  acceptedAt: Date | null;
  dueAt: Date | null;
  dueOn: Date | null;
  extendedDueOn: Date | null;
  endedAt: Date | null;
  returnedAt: Date | null;
  listedAt: Date;
  version: number;
};

/** One line with whom it lies. */
export type DeskRow = LineRow & { assigneeName: string | null; stepName: string | null };
export type ListedRow = DeskRow & { lateness: Lateness | null };

/** When a dossier came, by which it stands in a list: its acceptance; before that its registration, or the hour it was entered. Indexed. */
export const listedAt = Prisma.sql`coalesce(d.accepted_at, d.registered_at, d.entered_at)`;

export const lineColumns = Prisma.sql`d.id, d.code, d.state::text as state, d.outcome::text as outcome, d.result_kind::text as "resultKind",
  d.channel::text as channel, d.service_level::text as "serviceLevel", d.applicant_name as "applicantName", d.phone_sealed as "phoneSealed",
  d.procedure_id as "procedureId", p.code as "procedureCode", p.name as "procedureName", p.is_sensitive as "isSensitive",
  d.unit_id as "unitId", u.short_name as "unitName", d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.due_on as "dueOn",
  d.extended_due_on as "extendedDueOn", d.ended_at as "endedAt", d.returned_at as "returnedAt", ${listedAt} as "listedAt", d.version`;

/** Is the applicant hidden from this actor? Sensitive procedures show a person only to who works on the dossier (DOMAIN §7.1). */
export function isHiddenFrom(actor: Actor, row: { isSensitive: boolean; unitId: number }): boolean {
  return row.isSensitive && !can(actor, "dossiers.process", row.unitId);
}

export function toRow(actor: Actor, row: LineRow, { today, calendar }: { today: Day; calendar: WorkingCalendar }): DossierRow {
  const isHidden = isHiddenFrom(actor, row);
  const dueOn = row.dueOn && readDay(row.dueOn);
  const isRunning = row.acceptedAt !== null && row.endedAt === null && dueOn !== null;
  const unknown = isRunning ? [dueOn, today].sort().find((day) => !isDecided(day, calendar)) : undefined;
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    outcome: row.outcome,
    resultKind: row.resultKind,
    channel: row.channel,
    applicantName: isHidden ? maskName(row.applicantName) : row.applicantName,
    phoneMasked: isHidden ? null : maskedPhone(row.phoneSealed),
    procedureId: row.procedureId,
    procedureCode: row.procedureCode,
    procedureName: row.procedureName,
    unitId: row.unitId,
    unitName: row.unitName,
    acceptedAt: iso(row.acceptedAt),
    dueAt: iso(row.dueAt),
    dueOn,
    extendedDueOn: row.extendedDueOn && readDay(row.extendedDueOn),
    endedAt: iso(row.endedAt),
    returnedAt: iso(row.returnedAt),
    workingDaysLeft: isRunning && unknown === undefined ? workingDaysLeft(today, dueOn, calendar) : null,
    isOverdue: isRunning && dueOn < today,
    undecided: isRunning && unknown !== undefined ? { year: Number(unknown.slice(0, 4)), isLate: dueOn < today } : null,
    version: row.version,
  };
}
export const withDesk = (actor: Actor, row: DeskRow, clock: Parameters<typeof toRow>[2]): Omit<ListedDossier, "lateness"> => ({
  ...toRow(actor, row, clock),
  assigneeName: row.assigneeName,
  stepName: row.stepName,
});
/** What was written as a reason may tell of the person: it is hidden with them. */
export const toListed = (actor: Actor, row: ListedRow, clock: Parameters<typeof toRow>[2]): ListedDossier => ({
  ...withDesk(actor, row, clock),
  lateness: row.lateness && (isHiddenFrom(actor, row) ? { ...row.lateness, reason: null } : row.lateness),
});
export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
