import type { Permission } from "@/lib/policy";
import type { DossierState } from "../record/model";

/** What a move does to the clock. */
type Clock = "starts" | "runs" | "stops" | "resumes" | "ends" | "over";
type Move = {
  from: readonly DossierState[];
  to: DossierState;
  needs: Permission;
  clock: Clock;
  needsReason?: true;
  /** The desk that took the dossier in takes this step too, where another unit settles it. */
  isAtDesk?: true;
  /** Takes a mistaken step back, on its own day: no register and no other system can ask for it. */
  isUndo?: true;
};

/**
 * Every step a dossier can take (DOMAIN §1.3). A new step is a new row here and a label.
 * A refusal after appraisal is a result (NĐ 61/2018 Đ.19.8): `finish` with resultKind REFUSED; `decline` is refusal at intake.
 */
export const moves = {
  accept: { from: ["REGISTERED"], to: "ACCEPTED", needs: "dossiers.process", clock: "starts", isAtDesk: true },
  decline: {
    from: ["REGISTERED"],
    to: "NOT_ACCEPTED",
    needs: "dossiers.process",
    clock: "over",
    needsReason: true,
    isAtDesk: true,
  },
  start: { from: ["ACCEPTED"], to: "IN_PROGRESS", needs: "dossiers.process", clock: "runs", isAtDesk: true },
  requestSupplement: {
    from: ["ACCEPTED", "IN_PROGRESS"],
    to: "AWAITING_SUPPLEMENT",
    needs: "dossiers.process",
    clock: "stops",
    needsReason: true,
  },
  receiveSupplement: {
    from: ["AWAITING_SUPPLEMENT"],
    to: "IN_PROGRESS",
    needs: "dossiers.process",
    clock: "resumes",
    isAtDesk: true,
  },
  requestPayment: { from: ["IN_PROGRESS"], to: "AWAITING_PAYMENT", needs: "dossiers.process", clock: "stops", needsReason: true },
  confirmPayment: {
    from: ["AWAITING_PAYMENT"],
    to: "IN_PROGRESS",
    needs: "dossiers.process",
    clock: "resumes",
    isAtDesk: true,
  },
  extend: { from: ["IN_PROGRESS"], to: "IN_PROGRESS", needs: "dossiers.approve", clock: "runs", needsReason: true },
  finish: { from: ["IN_PROGRESS"], to: "FINISHED", needs: "dossiers.approve", clock: "ends" },
  refuse: { from: ["IN_PROGRESS"], to: "FINISHED", needs: "dossiers.approve", clock: "ends", needsReason: true },
  withdraw: {
    from: ["REGISTERED", "ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"],
    to: "WITHDRAWN",
    needs: "dossiers.process",
    clock: "ends",
    needsReason: true,
    isAtDesk: true,
  },
  stop: {
    from: ["ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"],
    to: "STOPPED",
    needs: "dossiers.approve",
    clock: "ends",
    needsReason: true,
  },
  return: { from: ["FINISHED"], to: "RETURNED", needs: "dossiers.process", clock: "over", isAtDesk: true },
  reopen: { from: ["FINISHED"], to: "IN_PROGRESS", needs: "dossiers.approve", clock: "runs", needsReason: true, isUndo: true },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof moves;
export const moveNames = Object.keys(moves) as [MoveName, ...MoveName[]];

type Handling = { from: readonly DossierState[]; needs: Permission; needsReason?: true };
const underWay = ["ACCEPTED", "IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"] as const;
/**
 * What is done with a dossier inside the house: its state and its clock stay as they are. Passing on along the internal steps, and
 * asking another agency, during which the time runs on (NĐ 61/2018 Đ.19.5).
 */
export const handlings = {
  assign: { from: underWay, needs: "dossiers.process" },
  forward: { from: ["IN_PROGRESS"], needs: "dossiers.process" },
  sendBack: { from: ["IN_PROGRESS"], needs: "dossiers.process", needsReason: true },
  consult: { from: ["IN_PROGRESS"], needs: "dossiers.process" },
  receiveOpinion: { from: ["IN_PROGRESS", "AWAITING_SUPPLEMENT", "AWAITING_PAYMENT"], needs: "dossiers.process" },
} as const satisfies Record<string, Handling>;
export type HandlingName = keyof typeof handlings;
export const handlingNames = Object.keys(handlings) as [HandlingName, ...HandlingName[]];

export type ActName = MoveName | HandlingName;
export const actNames = [...moveNames, ...handlingNames] as const;
export const isMove = (act: ActName): act is MoveName => act in moves;
export const isAtDesk = (act: ActName): boolean => isMove(act) && "isAtDesk" in moves[act];
export const needsReason = (act: ActName): boolean => "needsReason" in (isMove(act) ? moves[act] : handlings[act]);

/** The acts that are the same for a whole stack; what the law wants weighed one by one is not among them. */
export const bulkActs = [
  "start",
  "assign",
  "forward",
  "receiveSupplement",
  "confirmPayment",
  "extend",
  "finish",
  "return",
] as const satisfies readonly ActName[];
