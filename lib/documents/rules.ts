import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { isDecided, isWorkingDay, workingDaysBetween } from "@/lib/calendar/rules";
import type { FieldFault } from "@/lib/errors";
import type { DocumentDirection, DocumentRefusal, DocumentState, DocumentUrgency } from "./model";

export { searchWords } from "./record/search";
export { bearsSecrecyMark, isOrdinary, isSecretFileName, isStamped } from "./secrecy/marks";
export { sizes as signatureSizes } from "./signing/place";
export { formatSymbol, isSymbol, normalSymbol, symbolKey } from "./symbol/symbol";
export { isTheirs, reopenFault, routeFaults, taskFault } from "./work/decide";

type Fault = FieldFault & { code: DocumentRefusal };
const at = (path: string, code: DocumentRefusal): Fault => ({ path, code });

/** What keeps an incoming document from being registered on a day. */
export function registerFaults(
  { issuedOn, arrivedOn, dueOn }: { issuedOn: Day; arrivedOn: Day; dueOn?: Day | undefined },
  today: Day,
): Fault[] {
  return [
    ...(arrivedOn > today ? [at("arrivedOn", "arrived-in-future")] : []),
    ...(issuedOn > arrivedOn ? [at("issuedOn", "issued-after-arrival")] : []),
    ...(dueOn !== undefined && dueOn < issuedOn ? [at("dueOn", "due-before-document")] : []),
  ];
}

type Draft = {
  direction: DocumentDirection;
  signerName: string | null;
  signerPost: string | null;
  recipients: readonly string[];
  dueOn: Day | null;
};
/** What a draft still lacks to be issued on a day: who signed in which post, and to whom it goes (NĐ 30/2020 Đ.8). */
export function issueFaults({ direction, signerName, signerPost, recipients, dueOn }: Draft, today: Day): Fault[] {
  return [
    ...(signerName ? [] : [at("signerName", "draft-incomplete")]),
    ...(signerPost ? [] : [at("signerPost", "draft-incomplete")]),
    ...(direction === "OUTGOING" && recipients.length === 0 ? [at("recipients", "draft-incomplete")] : []),
    ...(dueOn !== null && dueOn < today ? [at("dueOn", "due-before-document")] : []),
  ];
}

/** Why a document in a state cannot be changed, issued or thrown away; null where it can. */
export const draftFault = (state: DocumentState): DocumentRefusal | null => (state === "DRAFT" ? null : "document-not-draft");
/** Only what has a number can have its number voided. */
export const voidFault = (state: DocumentState): DocumentRefusal | null =>
  state === "REGISTERED" ? null : "document-not-registered";

/**
 * Did an incoming document come into the register later than it may: the next working day, of an urgent one the same day (NĐ 30/2020 Đ.4.2,
 * Đ.22)? Null where the calendar of these days is not decided.
 */
export function isRegisteredLate(
  { arrivedOn, registeredOn, urgency }: { arrivedOn: Day; registeredOn: Day; urgency: DocumentUrgency },
  calendar: WorkingCalendar,
): boolean | null {
  if (urgency !== "NORMAL") return registeredOn > arrivedOn;
  if (!isDecided(arrivedOn, calendar) || !isDecided(registeredOn, calendar)) return null;
  const days = workingDaysBetween(arrivedOn, registeredOn, calendar);
  return days > 1 || (days === 1 && !isWorkingDay(registeredOn, calendar));
}
