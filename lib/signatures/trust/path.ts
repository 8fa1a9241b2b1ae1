import { type Strength, weaker } from "../cms/signed";
import type { Certificate } from "./certificate";

/** A way from a certificate to a root that is trusted, the root last; how weak its weakest link is, and what does not hold at a time. */
export type Path = { certificates: readonly Certificate[]; strength: Strength; isInTime: boolean };

const longest = 8;
const mostTries = 300;

/**
 * The way from a certificate over others to one of the trusted roots, as it stood at a time: each issuer a CA that may sign certificates,
 * within its path length, without a condition not known here (name and policy constraints among them: such a path is no path). Names are
 * compared as bytes. A way all in time is preferred; null where there is none at all.
 */
export function pathOf(leaf: Certificate, others: readonly Certificate[], roots: readonly Certificate[], at: Date): Path | null {
  const trusted = new Set(roots.map(({ sha256 }) => sha256));
  const issuers = new Map<string, Certificate>();
  for (const one of [...roots, ...others]) issuers.set(one.sha256, one);
  let tries = 0;
  let outOfTime: Path | null = null;
  const walk = (way: readonly Certificate[], strength: Strength): Path | null => {
    const last = way[way.length - 1];
    if (!last || way.length > longest) return null;
    if (trusted.has(last.sha256)) {
      const path = { certificates: way, strength, isInTime: way.every((one) => isValidAt(one, at)) };
      if (path.isInTime) return path;
      outOfTime ??= path;
      return null;
    }
    for (const issuer of issuers.values()) {
      if (!mayBeIssuer(issuer, last) || way.some(({ sha256 }) => sha256 === issuer.sha256) || ++tries > mostTries) continue;
      if (!mayIssue(issuer, way)) continue;
      const signed = last.isIssuedBy(issuer);
      const found = signed.isSigned ? walk([...way, issuer], weaker(strength, signed.strength)) : null;
      if (found) return found;
    }
    return null;
  };
  return walk([leaf], "strong") ?? outOfTime;
}

export const isValidAt = ({ notBefore, notAfter }: Certificate, at: Date): boolean => notBefore <= at && at <= notAfter;

function mayBeIssuer(issuer: Certificate, of: Certificate): boolean {
  if (!of.issuerDer.equals(issuer.subjectDer)) return false;
  return of.issuerKeyId === null || issuer.keyId === null || of.issuerKeyId === issuer.keyId;
}

function mayIssue(issuer: Certificate, below: readonly Certificate[]): boolean {
  // Beneath it stand the certificate in question and the CAs between; one that issued itself anew does not count (RFC 5280 §4.2.1.9).
  const between = below.slice(1).filter((one) => !one.subjectDer.equals(one.issuerDer)).length;
  return (
    issuer.isCa &&
    !issuer.hasUnknownCritical &&
    (issuer.usage?.has("keyCertSign") ?? true) &&
    (issuer.pathLength === null || issuer.pathLength >= between)
  );
}
