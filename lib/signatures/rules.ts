import { searchable } from "@/lib/words";
import { type CheckLine, type Facts, invalidReasons, type Reason, type SentCheck, unknownReasons, type Verdict } from "./model";

const skew = 5 * 60_000;
/** Some signing programs write the city's time as if it were universal time: seven hours ahead. */
const cityShift = 7 * 3_600_000;
/** A seal is about 4 cm across, a fiftieth of a page; what lies over more of it than this may hide what was signed. */
const largestDrawn = 0.15;

/** What is to be said of a signature, checked at a moment. Nothing in it is a fault by being absent from the list: see `verdictOf`. */
export function reasonsFor(facts: Facts, now: Date): Reason[] {
  if (facts.form) return [facts.form];
  const found = new Set<Reason>();
  for (const problem of facts.problems) found.add(problem === "digest-differs" ? "content-changed" : problem);
  if (facts.mustBeNamed && facts.isNamed === null) found.add("certificate-unnamed");
  if (facts.strength !== "strong") found.add(facts.strength === "weak" ? "algorithm-weak" : "algorithm-broken");
  if (!facts.isForSigning) found.add("not-for-signing");
  time(facts, now, found);
  trust(facts, found);
  for (const step of facts.after) after(facts.permission, step, found);
  return [...found];
}

/** Any reason against it makes it invalid, any doubt unknown; valid is what is left when all was looked at. */
export function verdictOf(said: readonly Reason[]): Exclude<Verdict, "unsigned"> {
  if (said.some((reason) => isIn(invalidReasons, reason))) return "invalid";
  return said.some((reason) => isIn(unknownReasons, reason)) ? "unknown" : "valid";
}

/** The worst of a file's signatures and of what was found about the file itself. */
export function verdictOfFile(own: readonly Reason[], signatures: readonly Exclude<Verdict, "unsigned">[]): Verdict {
  const all = [verdictOf(own), ...signatures];
  if (all.includes("invalid")) return "invalid";
  if (all.includes("unknown")) return "unknown";
  return signatures.length === 0 ? "unsigned" : "valid";
}

const isIn = (list: readonly string[], reason: Reason) => list.includes(reason);

function time({ kind, stamp, provenAt, claimedAt, validFrom, validUntil }: Facts, now: Date, found: Set<Reason>): void {
  if (stamp === "broken") found.add("timestamp-broken");
  if (stamp === "untrusted") found.add("timestamp-untrusted");
  const isWithin = (at: Date) => validFrom <= at && at <= validUntil;
  if (kind === "timestamp") {
    if (claimedAt && claimedAt.getTime() > now.getTime() + skew) found.add("time-ahead");
    if (claimedAt && !isWithin(claimedAt)) found.add("expired-at-signing");
    if (!isWithin(provenAt ?? now)) found.add("expired-unproven");
    return;
  }
  if (provenAt) {
    found.add("time-proven");
    if (!isWithin(provenAt)) found.add("expired-at-signing");
    return;
  }
  found.add("time-claimed");
  const ahead = claimedAt ? claimedAt.getTime() - now.getTime() : 0;
  if (ahead > skew) found.add(ahead <= cityShift + skew ? "time-shifted" : "time-ahead");
  if (claimedAt && !isWithin(claimedAt) && !(ahead > skew && isWithin(now))) found.add("expired-at-signing");
  else if (!isWithin(now)) found.add(now < validFrom ? "expired-at-signing" : "expired-unproven");
}

function trust({ path, hasStrays, standing, provenAt, claimedAt }: Facts, found: Set<Reason>): void {
  if (path === "none") {
    found.add("untrusted");
    return;
  }
  if (hasStrays) found.add("certificate-stray");
  if (path === "late") found.add("path-out-of-time");
  if (standing.state === "unknown") found.add(standing.isStale ? "revocation-stale" : "revocation-unknown");
  if (standing.state !== "revoked") return;
  const { revokedAt } = standing;
  if (provenAt && revokedAt && provenAt < revokedAt) found.add("revoked-later");
  else if (!provenAt && claimedAt && revokedAt && claimedAt < revokedAt) found.add("revoked-unproven");
  else found.add("revoked");
}

/** What an update after a signature means for it, by what the signature permits (ISO 32000-1 §12.8.2.2). */
function after(permission: Facts["permission"], step: Facts["after"][number], found: Set<Reason>): void {
  if (!step.isClear || step.changes.includes("other")) found.add("changed-after");
  if (step.isLockBroken) found.add("locked-field-changed");
  if (step.changes.includes("security-store")) found.add("evidence-added");
  if (step.changes.includes("information")) found.add("information-changed");
  if (step.changes.includes("timestamp")) found.add("timestamped");
  if (step.changes.includes("signature")) found.add(permission === 1 ? "change-forbidden" : "signed-again");
  if (step.changes.includes("form"))
    found.add(permission === null ? "form-filled" : permission === 1 ? "change-forbidden" : "form-filled-allowed");
  if (step.changes.includes("annotation")) found.add(permission === null || permission === 3 ? "annotated" : "change-forbidden");
  if (!step.areLaterValid) found.add("later-signature-doubtful");
  // What a certified file lets be signed is no leave to draw over it.
  if (step.drawnShare > (permission === null ? largestDrawn : 0) || step.filledShare > largestDrawn) found.add("drawn-over");
}

/** An authority whose own names say that it is for tests or demonstrations. */
export const isForTests = (names: readonly (string | null)[]): boolean =>
  names.some((name) => name !== null && /\b(kiem thu|mo phong|demo|test)\b/.test(searchable(name)));
/** A city that works with real papers trusts no authority of tests; one that shows a demonstration may. */
export const mayTrustTests = ({ isProduction, hasDemoData }: { isProduction: boolean; hasDemoData: boolean }): boolean =>
  !isProduction || hasDemoData;

export { certificateStanding, certificateState, hasOwnSeal, isInCertificateFilter, isNameAlike } from "./certificates/rules";

export type Freshness = "fresh" | "soon" | "over";
const soonMs = { certificate: 60 * 86_400_000, share: 0.2 };
/**
 * Does what an authority signed still count: until when it says, or, of a list that does not, for a day. "soon": a fifth of its time or two
 * months are left, whichever is less.
 */
export function freshnessOf({ from, until }: { from: string; until: string | null }, now: Date): Freshness {
  const begin = new Date(from).getTime();
  const end = until === null ? begin + 86_400_000 : new Date(until).getTime();
  const left = end - now.getTime();
  if (left < 0) return "over";
  return left < Math.min(soonMs.certificate, (end - begin) * soonMs.share) ? "soon" : "fresh";
}

const hour = 3_600_000;
/**
 * When a responder is asked about a certificate again: before what it said ends (a fifth of the way ahead), at the earliest after an hour and at the latest
 * after a day; what brought nothing in half an hour.
 */
export function nextAsking(isAnswered: boolean, until: Date | null, now: Date): Date {
  if (!isAnswered) return new Date(now.getTime() + hour / 2);
  const left = until === null ? 6 * hour : (until.getTime() - now.getTime()) * 0.8;
  return new Date(now.getTime() + Math.min(Math.max(left, hour), 24 * hour));
}

/** "CCCD:001099123456" → "CCCD:*********456": a person's number is nobody's business but theirs; a tax code of an organisation is public. */
export function maskedIdentifier(identifier: string | null): string | null {
  if (identifier === null || /^MST:/i.test(identifier)) return identifier;
  return identifier.replace(/\d(?=\d{3})/g, "*");
}

const mostLetters = 1_000;
const short = (text: string | null | undefined) => text?.slice(0, mostLetters) ?? null;
/** What a report on many files says of one that was checked. */
export const lineOf = ({ seal, judgedBy, signatures, ...found }: SentCheck): CheckLine => ({
  ...{ fileName: found.fileName, sha256: found.sha256, bytes: found.bytes, verdict: found.verdict, reasons: found.reasons },
  ...{ checkedAt: found.checkedAt, judgedBy: judgedBy.key },
  signatures: signatures.map(({ kind, verdict, reasons, signer, signedAt, authority }) => ({
    ...{ kind, verdict, reasons, name: short(signer?.name), organisation: short(signer?.organisation) },
    ...{ signedAt: signedAt?.at ?? null, authority },
  })),
  seal,
});
