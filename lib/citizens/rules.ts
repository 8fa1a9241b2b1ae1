import { lookUpLimits as limits } from "./model";

export { guarded, guardedRate, guardedTable, guardStep, possible, type Sum, within } from "./figures/guard";
export { openPeriod, openPeriods } from "./figures/period";
export { codeForms } from "./look-up/codes";
export { type Factor, fitsNumber, readFactor } from "./look-up/factor";

/** "Nguyễn Thị Lan" → "N*** T*** L***": enough to know one's own dossier by; nothing tells how long a word is. */
export function maskedApplicant(name: string): string {
  return name
    .normalize("NFC")
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${[...word][0]?.toLocaleUpperCase("vi")}***`)
    .join(" ");
}

/** Words of an official as a public page shows them: a row of six digits or more, which may be a person's number, and what may be an e-mail address is blotted out. */
export function withoutNumbers(text: string): string {
  return text.replace(/\p{Nd}(?:[ .-]?\p{Nd}){5,}/gu, "***").replace(/\S+/g, (word) => (word.includes("@") ? "***" : word));
}

/** What was written as the post's number, as a public page shows it; null where it may be words, or a number of a person. */
export function shownTracking(text: string | null): string | null {
  const number = text?.trim() ?? "";
  return /^(?=.*[A-Za-z])(?=.*\d{6})[A-Za-z0-9]{9,30}$/.test(number) ? number.toUpperCase() : null;
}

/** The lines of a request, without the numbers and signs somebody put before them. */
export const requestLines = (text: string): string[] =>
  withoutNumbers(text)
    .split("\n")
    .map((line) => line.trim().replace(/^(\d+[.)]|[-•+])\s*/, ""))
    .filter(Boolean);

/** How many bits of a hash are zero from its start. */
export function leadingZeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}

export type Counted = { address: number; range: number; code: number; inAll: number };
/** Is a try to be proven, after so many wrong ones? The counts hold the try itself. */
export const isToBeProven = ({ address, range, code, inAll }: Counted): boolean =>
  code > limits.codeProven || address > limits.addressProven || range > limits.rangeProven || inAll > limits.inAllProven;

/** Bits of a proof: some 16,000 hashes at first, a second or two in a browser, and twice as much with each doubling of wrong tries for a code. */
export const proofBits = ({ code }: Counted): number =>
  Math.min(20, 14 + Math.max(0, Math.floor(Math.log2(code / limits.codeProven))));
