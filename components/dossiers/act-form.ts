import type { FeeKind, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";
import { type ActName, needsReason } from "@/lib/dossiers/model";

/** All an act can ask for, as it is typed. */
export type Typed = {
  reason: string;
  basis: string;
  extendedDueOn: string | null;
  /** "" nobody chosen yet, "pool" the unit's pool, else a person's id. */
  assignee: string;
  agency: string;
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
  note: string;
};
export const nothingTyped: Typed = {
  ...{ reason: "", basis: "", extendedDueOn: null, assignee: "" },
  ...{ agency: "", question: "", answerOn: null, consultationId: null, answer: "" },
  ...{ feeKind: "CHARGE", feeName: "", feeAmount: null, method: null, receiptNumber: "" },
  ...{ delivery: "COUNTER", collectorName: "", collectorId: "", trackingNumber: "", note: "" },
};
/** What there is to choose from: of one dossier, or little of many. */
export type Offer = {
  unitId: number;
  consultations: readonly { id: number; agency: string; dueOn: string }[];
  unpaid: readonly { id: number; name: string; amountDong: number }[];
};

const optional = (name: string, text: string) => (text.trim() ? { [name]: text.trim() } : {});
const said = (text: string) => text.trim().length >= 3;
export const asksForDesk = (act: ActName): boolean => ["assign", "forward", "sendBack", "start"].includes(act);

/** Does an act ask for anything? What does not is confirmed by Enter alone. */
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
    ...(act === "extend" && typed.extendedDueOn ? { extendedDueOn: typed.extendedDueOn } : {}),
    ...(act === "stop" ? optional("basis", typed.basis) : {}),
    ...(act === "consult"
      ? { consultation: { agency: typed.agency.trim(), question: typed.question.trim(), dueOn: typed.answerOn } }
      : {}),
    ...(act === "receiveOpinion" ? { opinion: { consultationId: typed.consultationId, answer: typed.answer.trim() } } : {}),
    ...(act === "requestPayment" && fee ? { fee } : {}),
    ...(act === "confirmPayment" && typed.method
      ? { payment: { method: typed.method, ...optional("receiptNumber", typed.receiptNumber), ...(fee ? { fee } : {}) } }
      : {}),
    ...(act === "return" ? { handOver: handOverOf(typed) } : {}),
  };
}

function handOverOf({ delivery, collectorName, collectorId, trackingNumber, note }: Typed) {
  return {
    delivery,
    ...(delivery === "COUNTER" ? { ...optional("collectorName", collectorName), ...optional("collectorId", collectorId) } : {}),
    ...(delivery === "POST" ? optional("trackingNumber", trackingNumber) : {}),
    ...optional("note", note),
  };
}

/** Is everything there that the act cannot do without? The server judges the rest. */
export function isFilled(act: ActName, typed: Typed, { unpaid }: Pick<Offer, "unpaid">): boolean {
  if (needsReason(act) && !said(typed.reason)) return false;
  switch (act) {
    case "extend":
      return typed.extendedDueOn !== null;
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
    case "return":
      return typed.delivery === "COUNTER"
        ? typed.collectorName.trim() !== ""
        : typed.delivery !== "POST" || typed.trackingNumber.trim() !== "";
    default:
      return true;
  }
}
