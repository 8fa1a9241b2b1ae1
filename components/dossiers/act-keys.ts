import type { ActName } from "@/lib/dossiers/model";

/** The key of each act, by the first letter of what it is called in Vietnamese where that is free; j, k, p, x and / walk, print, mark and search. */
export const actKeys: Record<ActName, string> = {
  accept: "a",
  decline: "l",
  start: "s",
  requestSupplement: "b",
  receiveSupplement: "n",
  requestPayment: "t",
  confirmPayment: "m",
  extend: "h",
  finish: "f",
  refuse: "u",
  withdraw: "w",
  stop: "d",
  return: "r",
  reopen: "z",
  assign: "g",
  forward: "c",
  sendBack: "v",
  consult: "y",
  receiveOpinion: "i",
};

const forward: readonly ActName[] = ["accept", "receiveSupplement", "confirmPayment", "start", "forward", "finish", "return"];
const ending: readonly ActName[] = ["refuse", "decline", "withdraw", "stop"];
/** What brings a dossier on comes first; what ends it otherwise comes last. */
export function inOrder(acts: readonly ActName[]): ActName[] {
  const rank = (act: ActName) => (forward.includes(act) ? 0 : ending.includes(act) ? 2 : 1);
  return [...acts].sort((a, b) => rank(a) - rank(b));
}
export const bringsOn = (act: ActName): boolean => forward.includes(act);

/** Control and Enter send a form from wherever one is in it, a text of several lines included. */
export function sendByKey(event: React.KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
