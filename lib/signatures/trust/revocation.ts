import { type Strength, weaker } from "../cms/signed";
import type { Certificate } from "./certificate";
import type { Crl, Revoked } from "./crl";
import type { Ocsp } from "./ocsp";

export type Evidence = { crls: readonly Crl[]; ocsps: readonly Ocsp[] };
/**
 * "good": evidence of its own that was fresh says so. "unknown": there is none, it is stale or unfit; that is never taken for good.
 * `by`, `from`, `until`: which evidence, and for what time it speaks.
 */
export type Standing = {
  state: "good" | "revoked" | "unknown";
  revoked: Revoked | null;
  by: "crl" | "ocsp" | null;
  from: Date | null;
  until: Date | null;
  /** There was evidence, but of another time. */
  isStale: boolean;
  strength: Strength;
};

const day = 86_400_000;
const skew = 5 * 60_000;

/**
 * Was a certificate revoked, seen from a moment: the moment a timestamp proves, or now? Evidence counts if it speaks for that moment: made
 * after it, or before it and still current then. What is not signed by the issuer (or whom it named) does not count. A list made after the
 * certificate ended no longer has to name it, so only a revocation is taken from it.
 */
export function standingOf(
  certificate: Certificate,
  issuer: Certificate,
  { crls, ocsps }: Evidence,
  moment: Date,
  now: Date,
): Standing {
  const unknown: Standing = {
    state: "unknown",
    revoked: null,
    by: null,
    from: null,
    until: null,
    isStale: false,
    strength: "strong",
  };
  let good: Standing | null = null;
  let isStale = false;
  const hear = (
    by: "crl" | "ocsp",
    state: "good" | Revoked,
    from: Date,
    until: Date | null,
    strength: Strength,
  ): Standing | null => {
    if (state !== "good") return { state: "revoked", revoked: state, by, from, until, isStale: false, strength };
    if (from.getTime() > now.getTime() + skew) return null;
    const lasts = until?.getTime() ?? from.getTime() + day;
    const isFor = from >= moment || lasts + skew >= moment.getTime();
    if (!isFor || from > certificate.notAfter) isStale = true;
    else if (!good?.from || good.from < from) good = { state: "good", revoked: null, by, from, until, isStale: false, strength };
    return null;
  };
  for (const crl of crls) {
    if (!crl.isOn(certificate)) continue;
    const signed = crl.isSignedBy(issuer);
    if (!signed.isSigned || signed.strength === "broken") continue;
    const found = hear("crl", crl.revoked.get(certificate.serial) ?? "good", crl.from, crl.until, signed.strength);
    if (found) return found;
  }
  for (const ocsp of ocsps) {
    const answer = ocsp.answerOn(certificate, issuer);
    if (!answer || answer.state === "unknown") continue;
    const signed = ocsp.isSignedFor(issuer);
    if (!signed.isSigned || signed.strength === "broken") continue;
    const found = hear("ocsp", answer.state, answer.from, answer.until, signed.strength);
    if (found) return found;
  }
  return good ?? { ...unknown, isStale };
}

/** The worst standing on a path: the root is trusted as such and is not asked for. */
export function standingOfPath(path: readonly Certificate[], evidence: Evidence, moment: Date, now: Date): Standing[] {
  return path.slice(0, -1).flatMap((one, i) => {
    const issuer = path[i + 1];
    return issuer ? [standingOf(one, issuer, evidence, moment, now)] : [];
  });
}

export const weakest = (standings: readonly Standing[]): Strength =>
  standings.reduce<Strength>((all, { strength }) => weaker(all, strength), "strong");
