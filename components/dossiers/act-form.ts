import type { FeeKind, PaperForm, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";
import { type ActName, needsReason } from "@/lib/dossiers/model";

/** A paper a request may name; one without an id of the catalogue is typed by hand. */
export type AskedLine = { procedurePaperId: number | null; name: string; isAsked: boolean };
/** A paper that may have come in: one that was asked for, or another by its name. */
export type SuppliedLine = { askedPaperId: number | null; name: string; isIn: boolean; form: PaperForm; count: string };

/** Who may be said to be late; null is the settling unit. */
export type LateLine = { consultationId: number | null; name: string; isLate: boolean };

/** All an act can ask for, as it is typed. */
export type Typed = {
  reason: string;
  basis: string;
  extendedDueOn: string | null;
  /** "" nobody chosen yet, "pool" the unit's pool, else a person's id. */
  assignee: string;
  agency: string;
  /** The unit of the city the name belongs to; null for an agency outside. */
  agencyUnitId: number | null;
  question: string;
  answerOn: string | null;
  consultationId: number | null;
  answer: string;
  feeKind: FeeKind;
  feeName: string;
  feeAmount: number | null;
  method: PaymentMethod | null;
  receiptNumber: string;
  delivery: ResultDelivery;
  collectorName: string;
  collectorId: string;
  trackingNumber: string;
  /** Of a stack returned by post, by the dossier's id. */
  trackingNumbers: Readonly<Record<number, string>>;
  note: string;
  askedPapers: readonly AskedLine[];
  papers: readonly SuppliedLine[];
  lateAgencies: readonly LateLine[];
};
export const nothingTyped: Typed = {
  ...{ reason: "", basis: "", extendedDueOn: null, assignee: "" },
  ...{ agency: "", agencyUnitId: null, question: "", answerOn: null, consultationId: null, answer: "" },
  ...{ feeKind: "CHARGE", feeName: "", feeAmount: null, method: null, receiptNumber: "" },
  ...{ delivery: "COUNTER", collectorName: "", collectorId: "", trackingNumber: "", trackingNumbers: {}, note: "" },
  ...{ askedPapers: [], papers: [], lateAgencies: [] },
};
/** What there is to choose from: of one dossier, or little of many. */
export type Offer = {
  /** The units whose dossiers these are: one, or those of a stack. */
  unitIds: readonly number[];
  consultations: readonly { id: number; agency: string; dueOn: string }[];
  unpaid: readonly { id: number; name: string; amountDong: number }[];
  /** Of a stack alone: those that can take the act. */
  stack?: readonly { id: number; code: string | null; applicantName: string }[];
};

/** Of the people who work in each of some units, those who work in all: whoever gets a whole stack. */
export function workingInAll<P extends { userId: number; isHere: boolean }>(people: readonly (readonly P[])[]): P[] {
  const [first = [], ...others] = people;
  return first.flatMap((one) => {
    const elsewhere = others.map((some) => some.find((p) => p.userId === one.userId));
    if (elsewhere.some((p) => p === undefined)) return [];
    return { ...one, isHere: one.isHere && elsewhere.every((p) => p?.isHere) };
  });
}

const optional = (name: string, text: string) => (text.trim() ? { [name]: text.trim() } : {});
const said = (text: string) => text.trim().length >= 3;
export const asksForDesk = (act: ActName): boolean => ["assign", "forward", "sendBack", "start"].includes(act);

/** Does an act ask for anything at first? What does not is confirmed by Enter alone. */
export const hasFields = (act: ActName): boolean => !["accept", "receiveSupplement", "finish"].includes(act);

/** The fee that is typed beside an act, if one is. */
function feeOf({ feeKind, feeName, feeAmount }: Typed) {
  return feeName.trim() && feeAmount !== null ? { kind: feeKind, name: feeName.trim(), amountDong: feeAmount } : null;
}

/** What is sent of it: only what the act asks for. */
export function bodyOf(act: ActName, typed: Typed): Record<string, unknown> {
  const fee = feeOf(typed);
  const desk = typed.assignee === "" ? {} : { assigneeId: typed.assignee === "pool" ? null : Number(typed.assignee) };
  return {
    ...(needsReason(act) || act === "assign" ? optional("reason", typed.reason) : {}),
    ...(asksForDesk(act) ? desk : {}),
    ...(act === "requestSupplement" ? listed("askedPapers", askedOf(typed)) : {}),
    ...(act === "receiveSupplement"
      ? { ...listed("papers", suppliedOf(typed)), ...(lacksAsked(typed) ? optional("reason", typed.reason) : {}) }
      : {}),
    ...(act === "extend" && typed.extendedDueOn ? { extendedDueOn: typed.extendedDueOn } : {}),
    // The settling unit alone needs no saying.
    ...(act === "extend" && typed.lateAgencies.length > 1 ? { lateAgencies: lateOf(typed) } : {}),
    ...(act === "stop" ? optional("basis", typed.basis) : {}),
    ...(act === "consult"
      ? { consultation: { ...consulted(typed), question: typed.question.trim(), dueOn: typed.answerOn } }
      : {}),
    ...(act === "receiveOpinion" ? { opinion: { consultationId: typed.consultationId, answer: typed.answer.trim() } } : {}),
    ...(act === "requestPayment" && fee ? { fee } : {}),
    ...(act === "confirmPayment" && typed.method
      ? { payment: { method: typed.method, ...optional("receiptNumber", typed.receiptNumber), ...(fee ? { fee } : {}) } }
      : {}),
    ...(act === "return" ? { handOver: handOverOf(typed) } : {}),
  };
}

const consulted = ({ agency, agencyUnitId }: Typed) =>
  agencyUnitId === null ? { agency: agency.trim() } : { unitId: agencyUnitId };
function lateOf({ lateAgencies }: Typed) {
  const late = lateAgencies.filter((one) => one.isLate).map((one) => one.consultationId);
  return { isSettler: late.includes(null), consultationIds: late.filter((one) => one !== null) };
}
const listed = <T>(name: string, list: readonly T[]) => (list.length > 0 ? { [name]: list } : {});
const askedOf = ({ askedPapers }: Typed) =>
  askedPapers
    .filter((p) => p.isAsked && p.name.trim() !== "")
    .map(({ procedurePaperId, name }) => (procedurePaperId === null ? { name: name.trim() } : { procedurePaperId }));
const suppliedOf = ({ papers }: Typed) =>
  papers
    .filter((p) => p.isIn && p.name.trim() !== "")
    .map(({ askedPaperId, name, form, count }) => ({
      ...(askedPaperId === null ? { name: name.trim() } : { askedPaperId }),
      ...{ form, count: Number(count) },
    }));
/** Has something that was asked for not come in? Then it is said why it is not needed. */
export const lacksAsked = ({ papers }: Pick<Typed, "papers">): boolean =>
  papers.some((paper) => paper.askedPaperId !== null && !paper.isIn);
export const isCount = (text: string): boolean => /^[1-9]\d{0,2}$/.test(text.trim());

function handOverOf({ delivery, collectorName, collectorId, trackingNumber, note }: Typed) {
  return {
    delivery,
    ...(delivery === "COUNTER" ? { ...optional("collectorName", collectorName), ...optional("collectorId", collectorId) } : {}),
    ...(delivery === "POST" ? optional("trackingNumber", trackingNumber) : {}),
    ...optional("note", note),
  };
}

/** Is everything there that the act cannot do without? The server judges the rest. */
export function isFilled(act: ActName, typed: Typed, { unpaid, stack }: Pick<Offer, "unpaid" | "stack">): boolean {
  if (needsReason(act) && !said(typed.reason)) return false;
  switch (act) {
    case "extend":
      return typed.extendedDueOn !== null && (typed.lateAgencies.length === 0 || typed.lateAgencies.some((one) => one.isLate));
    case "stop":
      return said(typed.basis);
    case "assign":
      return typed.assignee !== "";
    case "consult":
      return typed.agency.trim() !== "" && said(typed.question) && typed.answerOn !== null;
    case "receiveOpinion":
      return typed.consultationId !== null && said(typed.answer);
    case "requestPayment":
      return typed.feeName.trim() === "" || typed.feeAmount !== null;
    case "confirmPayment":
      return unpaid.length === 0 || typed.method !== null;
    case "receiveSupplement":
      return (
        typed.papers.every((paper) => !paper.isIn || paper.name.trim() === "" || isCount(paper.count)) &&
        (!lacksAsked(typed) || said(typed.reason))
      );
    case "return":
      if (typed.delivery === "POST" && stack) return stack.some(({ id }) => typed.trackingNumbers[id]?.trim());
      return typed.delivery === "COUNTER"
        ? typed.collectorName.trim() !== ""
        : typed.delivery !== "POST" || typed.trackingNumber.trim() !== "";
    default:
      return true;
  }
}
