import type { Day } from "@/lib/calendar/model";
import { type DossierState, dossierStates, type ResultKind, resultKinds } from "@/lib/dossiers/model";
import { maskNumber } from "@/lib/dossiers/rules";
import { type FormKind, formKinds, type Generation, type Sheet } from "./model";
import { controlSheet } from "./sheets/control";
import type { FormFacts } from "./sheets/facts";
import { apologySheet, changeSheet, stopSheet } from "./sheets/letters";
import { receiptSheet } from "./sheets/receipt";
import { refusalSheet, supplementSheet } from "./sheets/requests";

export type { Agency, FormFacts } from "./sheets/facts";
export { agencyHead, deliveryText, deskHead, deskName, numberText, placeText, sourceText } from "./sheets/parts";

/** Thông tư 03/2025/TT-VPCP was issued on 15/9/2025 and its forms are used from that day. */
const newFormsFrom: Day = "2025-09-15";
/** Which circular's form is issued on a day. */
export function generationOn(day: Day): Generation {
  return day < newFormsFrom ? "TT01_2018" : "TT03_2025";
}

/** Whose letter a form is: of the desk that took the dossier in, or of the agency that settles it. */
export const issuers: Record<FormKind, "desk" | "settler"> = {
  RECEIPT: "desk",
  SUPPLEMENT_REQUEST: "desk",
  REFUSAL: "desk",
  APOLOGY: "settler",
  STOP_NOTICE: "settler",
  CONTROL_SHEET: "desk",
  CHANGE_SLIP: "settler",
};

/** What decides which forms a dossier may be given. */
export type Standing = {
  state: DossierState;
  resultKind: ResultKind | null;
  isAccepted: boolean;
  isExtended: boolean;
  wasRedated: boolean;
};
const running: readonly DossierState[] = ["ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"];

/** The forms that fit where a dossier stands on a day. A form is the paper of a step: the step comes first. */
export function formsFor(dossier: Standing, on: Day): FormKind[] {
  const { state } = dossier;
  const isRunning = running.includes(state);
  const fits: Record<FormKind, boolean> = {
    RECEIPT: dossier.isAccepted && (isRunning || state === "FINISHED"),
    // Before acceptance the desk may ask for what is missing; afterwards the dossier stands and waits.
    SUPPLEMENT_REQUEST: state === "REGISTERED" || state === "AWAITING_SUPPLEMENT",
    REFUSAL: state === "NOT_ACCEPTED" || ((state === "FINISHED" || state === "RETURNED") && dossier.resultKind === "REFUSED"),
    APOLOGY: dossier.isExtended && isRunning,
    // The circular of 2018 knows no stop notice.
    STOP_NOTICE: (state === "STOPPED" || state === "WITHDRAWN") && generationOn(on) === "TT03_2025",
    CONTROL_SHEET: dossier.isAccepted,
    CHANGE_SLIP: dossier.wasRedated && isRunning,
  };
  return formKinds.filter((kind) => fits[kind]);
}

/** Where a dossier that came to a form's step must stand for the form to fit on a day: the same rule, for a query. */
export function standingsFor(kind: FormKind, on: Day): Pick<Standing, "state" | "resultKind" | "isAccepted">[] {
  const all = dossierStates.flatMap((state) =>
    [null, ...resultKinds].flatMap((resultKind) => [true, false].map((isAccepted) => ({ state, resultKind, isAccepted }))),
  );
  return all.filter((one) => formsFor({ ...one, isExtended: true, wasRedated: true }, on).includes(kind));
}

const builders: Record<FormKind, (facts: FormFacts) => Sheet> = {
  RECEIPT: receiptSheet,
  SUPPLEMENT_REQUEST: supplementSheet,
  REFUSAL: refusalSheet,
  APOLOGY: apologySheet,
  STOP_NOTICE: stopSheet,
  CONTROL_SHEET: controlSheet,
  CHANGE_SLIP: changeSheet,
};
/** Everything the form prints. Pure: the same facts give the same sheet. */
export function buildSheet(facts: FormFacts): Sheet {
  return builders[facts.kind](facts);
}

/** The same sheet for somebody who may not see the numbers of persons in full. */
export function maskSheet(sheet: Sheet): Sheet {
  return {
    ...sheet,
    blocks: sheet.blocks.map((block) =>
      block.is === "fields"
        ? {
            ...block,
            fields: block.fields.map((f) => (f.personal && f.value ? { ...f, value: maskNumber(f.value) } : f)),
          }
        : block,
    ),
  };
}
