import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, cityDay, cityInstant, isDecided, isWorkingDay } from "@/lib/calendar/rules";
import type { FieldFault } from "@/lib/errors";
import { isCountable, type Limit } from "../clock/due";
import { idKey } from "../identifiers/keys";
import { mostDong } from "./model";

/** Born in which year: the fourth to sixth digit of a personal identification number (Nghị định 137/2015/NĐ-CP Đ.13). */
function birthYear(number: string): number {
  return 1900 + 100 * Math.floor(Number(number[3]) / 2) + Number(number.slice(4, 6));
}

/**
 * Can this be an identity number of such an applicant? A person has twelve digits, the old nine, or a passport with letters and
 * digits; an organisation has a tax code of ten digits (thirteen with a branch, twelve of a household), or a registration with letters.
 * Null where it can. Whether a tax code's check digit fits is only a question, never a refusal: `isTaxCodeMistyped`.
 */
export function idNumberFault(
  kind: "CITIZEN" | "ORGANISATION",
  text: string,
  today: Day,
): "id-number-unreadable" | "tax-code-unreadable" | null {
  const number = idKey(text);
  const isMixed = /^(?=.*\d)(?=.*[A-Z])[A-Z0-9]{6,20}$/.test(number);
  if (kind === "ORGANISATION") return isMixed || /^(\d{10}(-\d{3})?|\d{12})$/.test(number) ? null : "tax-code-unreadable";
  if (/^\d{12}$/.test(number)) return birthYear(number) <= Number(today.slice(0, 4)) ? null : "id-number-unreadable";
  return /^\d{9}$/.test(number) || (isMixed && number.length <= 12) ? null : "id-number-unreadable";
}

const taxWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;
/** Does the tenth digit of a tax code contradict the nine before it? Then somebody most likely mistyped it. */
export function isTaxCodeMistyped(text: string): boolean {
  const number = /^(\d{10})(-\d{3})?$/.exec(idKey(text))?.[1];
  if (!number) return false;
  const sum = taxWeights.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return 10 - (sum % 11) !== Number(number[9]);
}

/** What the catalogue says of a dossier on its day, in its channel and case: as lib/procedures tells it. */
export type Terms = {
  isOffered: boolean;
  cases: readonly string[];
  limit: (Limit & { text: string | null }) | null;
  papers: readonly { id: number; name: string; isRequired: boolean }[];
  fees: readonly { id: number; name: string; amountDong: number | null }[];
  settlers: readonly { unitId: number }[];
  isTakenInAnywhere: boolean;
};

/** The parts of an intake that the catalogue and the clock have a say in. */
export type Intake = {
  applicantKind: "CITIZEN" | "ORGANISATION";
  idNumber?: string | undefined;
  submitter?: { idNumber?: string | undefined } | undefined;
  caseLabel?: string | undefined;
  unitId: number;
  dueOn?: Day | undefined;
  papers: readonly { procedurePaperId?: number | undefined }[];
  fees?: readonly { procedureFeeId: number; quantity: number; amountDong?: number | undefined }[] | undefined;
};

/** May it be said of something written down at `now` that it was taken in then? Not later than now, nor before yesterday's office. */
export function acceptanceFault(
  acceptedAt: Date,
  now: Date,
  calendar: WorkingCalendar,
): "accepted-in-future" | "accepted-too-long-ago" | null {
  if (acceptedAt > now) return "accepted-in-future";
  let earliest = addDays(cityDay(now), -1);
  while (isDecided(earliest, calendar) && !isWorkingDay(earliest, calendar)) earliest = addDays(earliest, -1);
  return acceptedAt < cityInstant(earliest, 0) ? "accepted-too-long-ago" : null;
}

/**
 * What keeps an intake from being accepted, field by field: a procedure that is not offered, a case it does not know or needs to
 * know, numbers that cannot be, papers of another procedure or missing ones (Nghị định 61/2018 Đ.17: a complete dossier), fees the
 * catalogue sets, a promise against the law's own count, a unit that does not settle it. Empty where nothing does.
 */
export function intakeFaults(
  intake: Intake,
  { terms, acceptedOn, calendar, isAtHome }: { terms: Terms; acceptedOn: Day; calendar: WorkingCalendar; isAtHome: boolean },
): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (path: string, code: string | null) => void (code !== null && faults.push({ path, code }));
  if (!terms.isOffered) return [{ path: "procedureId", code: "procedure-not-offered" }];
  const isCaseKnown = !intake.caseLabel || terms.cases.includes(intake.caseLabel);
  if (!isCaseKnown) fault("caseLabel", "case-unknown");
  else if (!intake.caseLabel && terms.limit === null && terms.cases.length > 0) fault("caseLabel", "case-required");
  if (terms.settlers.length > 0 && !terms.settlers.some((s) => s.unitId === intake.unitId)) fault("unitId", "unit-not-settler");
  if (!terms.isTakenInAnywhere && !isAtHome) fault("receivingUnitId", "not-taken-in-here");
  if (intake.idNumber) fault("idNumber", idNumberFault(intake.applicantKind, intake.idNumber, acceptedOn));
  if (intake.submitter?.idNumber) fault("submitter.idNumber", idNumberFault("CITIZEN", intake.submitter.idNumber, acceptedOn));
  if (isCaseKnown) faults.push(...paperFaults(intake.papers, terms));
  for (const [i, fee] of (intake.fees ?? []).entries()) {
    const known = terms.fees.find((f) => f.id === fee.procedureFeeId);
    if (!known) fault(`fees.${i}.procedureFeeId`, "fee-unknown");
    else if (known.amountDong === null && fee.amountDong === undefined) fault(`fees.${i}.amountDong`, "fee-amount-required");
    else if (known.amountDong !== null && fee.amountDong !== undefined) fault(`fees.${i}.amountDong`, "fee-amount-fixed");
    else if (feeAmount(known, fee) > mostDong) fault(`fees.${i}.quantity`, "fee-amount-too-large");
  }
  if (intake.dueOn) fault("dueOn", promiseFault(intake.dueOn, acceptedOn, terms.limit, calendar));
  return faults;
}

/** What a fee comes to: the catalogue's amount, or the office's where it names none, so many times. */
export function feeAmount(
  known: { amountDong: number | null },
  asked: { quantity: number; amountDong?: number | undefined },
): number {
  return (known.amountDong ?? asked.amountDong ?? 0) * asked.quantity;
}

function paperFaults(papers: Intake["papers"], terms: Terms): FieldFault[] {
  const known = new Set(terms.papers.map((p) => p.id));
  const given = new Set(papers.map((p) => p.procedurePaperId));
  const foreign = papers.flatMap(({ procedurePaperId: id }, i) =>
    id !== undefined && !known.has(id) ? [{ path: `papers.${i}.procedurePaperId`, code: "paper-unknown" }] : [],
  );
  const isMissing = terms.papers.some((p) => p.isRequired && !given.has(p.id));
  return isMissing ? [...foreign, { path: "papers", code: "papers-missing" }] : foreign;
}

/** A day promised by hand stands in for a limit that is no number of days; it is a working day on or after the acceptance. */
function promiseFault(dueOn: Day, acceptedOn: Day, limit: Limit | null, calendar: WorkingCalendar): string | null {
  if (dueOn < acceptedOn) return "due-before-acceptance";
  if (isCountable(limit)) return "due-counted";
  if (!isDecided(dueOn, calendar)) return "calendar-not-decided";
  return isWorkingDay(dueOn, calendar) ? null : "due-not-working-day";
}

type Place = { id: number; kind: string; parentId: number | null };
/**
 * Is the desk one of the settling unit itself: the unit, one at or below it, or a one-stop desk of a unit it stands below? Everything
 * else is intake for somebody else (Nghị định 118/2025: independent of boundaries, where the procedure allows it).
 */
export function isAtHome(receivingUnitId: number, unitId: number, units: readonly Place[]): boolean {
  const byId = new Map(units.map((u) => [u.id, u]));
  const upFrom = (id: number): number[] => {
    const path: number[] = [];
    for (let at: number | null = id; at !== null && !path.includes(at); at = byId.get(at)?.parentId ?? null) path.push(at);
    return path;
  };
  if (upFrom(receivingUnitId).includes(unitId)) return true;
  const desk = byId.get(receivingUnitId);
  const isDesk = desk?.kind === "ONE_STOP_DESK" || desk?.kind === "SERVICE_CENTRE";
  return isDesk && desk.parentId !== null && upFrom(unitId).includes(desk.parentId);
}

/** The agency a desk belongs to: the unit itself unless it is a desk, then the one above. */
export function agencyOfDesk(receivingUnitId: number, units: readonly Place[]): number {
  const desk = units.find((u) => u.id === receivingUnitId);
  const isDesk = desk?.kind === "ONE_STOP_DESK" || desk?.kind === "SERVICE_CENTRE";
  return isDesk && desk.parentId !== null ? desk.parentId : receivingUnitId;
}
