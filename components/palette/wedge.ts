/**
 * Tells a barcode scanner that types from a person who does. A scanner in keyboard mode sends a key every 1 to 30 ms and Enter behind the
 * last; the fastest typists need 60 ms a key over a whole code, and what they type at speed is no dossier code.
 */
const limits = { gapMs: 60, meanMs: 35, least: 12, most: 300 };

/** Tells the page of a code that was scanned; whoever has a better use for it than opening the dossier prevents that. */
export const scanEvent = "dossier-scanned";

/** Keys that came one upon the other: what they spell, when the first and the last of them went down. */
export type Run = { text: string; from: number; last: number };

/** One key more. What comes later than a scanner would begins anew. */
export function heard(run: Run | null, key: string, at: number): Run {
  return run && at - run.last <= limits.gapMs && run.text.length < limits.most
    ? { text: run.text + key, from: run.from, last: at }
    : { text: key, from: at, last: at };
}

const meanOf = ({ text, from, last }: Run) => (text.length > 1 ? (last - from) / (text.length - 1) : Number.POSITIVE_INFINITY);

/** Is this no person any more? Said early, so that what follows reaches no shortcut of the page. */
export const isMachine = (run: Run): boolean => run.text.length >= 4 && meanOf(run) <= limits.meanMs;

/** Holds what looks like a dossier code, in either order of the agency's identifier. The server reads it. */
const codeLike = /[A-Y0-9.]{3,20}-\d{6}-\d{4,12}/i;
export const looksLikeCode = (text: string): boolean => codeLike.test(text);

/** What was scanned, when Enter follows a run; null where a person typed, or a scanner something that is no dossier's. */
export function scannedBy(run: Run | null, enterAt: number): string | null {
  if (!run || enterAt - run.last > limits.gapMs) return null;
  return run.text.length >= limits.least && meanOf(run) <= limits.meanMs && looksLikeCode(run.text) ? run.text : null;
}
