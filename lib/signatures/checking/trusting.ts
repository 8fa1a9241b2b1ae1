import { type Strength, weaker } from "../cms/signed";
import { Certificate } from "../trust/certificate";
import { Crl, derOf } from "../trust/crl";
import { Ocsp } from "../trust/ocsp";
import { isValidAt, pathOf } from "../trust/path";
import { type Evidence, type Standing, standingOfPath, weakest } from "../trust/revocation";

export type Trust = {
  roots: readonly Certificate[];
  others: readonly Certificate[];
  evidence: Evidence;
  /** Hears of every certificate on a way to a root of whose revocation nothing is known. */
  missing?: ((certificate: Certificate, issuer: Certificate) => void) | undefined;
};

/** How a certificate stands at a moment: the way to a root, and its revocation. */
export type Trusted = {
  path: "sound" | "late" | "none";
  strength: Strength;
  /** The certificates on that way, the root last. */
  way: readonly Certificate[];
  /** Certificates were sent along that lead to no root: they may be another's, or were changed on the way. */
  hasStrays: boolean;
  /** The worst on the way; the signer's own where all are alike. */
  standing: Standing;
};

export function trustedAt(leaf: Certificate, others: readonly Certificate[], trust: Trust, moment: Date, now: Date): Trusted {
  const path = pathOf(leaf, [...others, ...trust.others], trust.roots, moment);
  const standings = path ? standingOfPath(path.certificates, trust.evidence, moment, now) : [];
  for (const [i, { state }] of standings.entries()) {
    const [certificate, issuer] = path?.certificates.slice(i, i + 2) ?? [];
    if (state === "unknown" && certificate && issuer) trust.missing?.(certificate, issuer);
  }
  const worst =
    standings.find(({ state }) => state === "revoked") ?? standings.find(({ state }) => state === "unknown") ?? standings[0];
  const isRoot = path !== null && standings.length === 0;
  const none: Standing = {
    state: "unknown",
    revoked: null,
    by: null,
    from: null,
    until: null,
    isStale: false,
    strength: "strong",
  };
  // A root that signs itself stands by being trusted; nobody could revoke it but whoever keeps the list of roots.
  const standing = worst ?? (isRoot ? { ...none, state: "good" as const } : none);
  const areOthersLate = path?.certificates.slice(1).some((one) => !isValidAt(one, moment)) ?? false;
  const isUsed = new Set(path?.certificates.map(({ sha256 }) => sha256));
  const hasStrays =
    path !== null &&
    others.some((one) => !isUsed.has(one.sha256) && !pathOf(one, [...others, ...trust.others], trust.roots, moment));
  return {
    hasStrays,
    way: path?.certificates ?? [],
    path: path === null ? "none" : areOthersLate ? "late" : "sound",
    strength: weaker(path?.strength ?? "strong", weakest(standings)),
    standing,
  };
}

/** What a file brings along about revocation; what cannot be read is left out, and so proves nothing. */
export function evidenceOf(crls: readonly Buffer[], ocsps: readonly Buffer[]): Evidence {
  return {
    crls: crls.flatMap((der) => readOr(() => new Crl(derOf(der)))),
    ocsps: ocsps.flatMap((der) => readOr(() => new Ocsp(der))),
  };
}

export function readOr<T>(how: () => T): T[] {
  try {
    return [how()];
  } catch {
    return [];
  }
}

/** What is trusted, as it lies in the database. `key` changes when any of it does (lib/signatures/queries.ts, readTrust). */
export type SentTrust = {
  key: string;
  roots: readonly Uint8Array[];
  others: readonly Uint8Array[];
  crls: readonly Uint8Array[];
  ocsps: readonly Uint8Array[];
};
/** A certificate nothing at hand tells of, and whom it says to ask. */
export type Untold = { sha256: string; der: Uint8Array; issuerDer: Uint8Array; responder: string };
const mostUntold = 50;
/** Trust that notes which certificates nothing tells of, those only that name a responder. */
export function noting(trust: Trust): { trust: Trust; untold: Untold[] } {
  const found = new Map<string, Untold>();
  const missing: Trust["missing"] = ({ sha256, der, responder }, issuer) => {
    if (responder !== null && found.size < mostUntold) found.set(sha256, { sha256, der, issuerDer: issuer.der, responder });
  };
  return {
    trust: { ...trust, missing },
    get untold() {
      return [...found.values()];
    },
  };
}
/** Lists of revoked certificates are long: a thread reads them once and not for each file. */
let last: { key: string; trust: Trust } | null = null;
export function trustOf({ key, roots, others, crls, ocsps }: SentTrust): Trust {
  if (last?.key === key) return last.trust;
  const read = (all: readonly Uint8Array[]) => all.flatMap((der) => readOr(() => new Certificate(Buffer.from(der))));
  const evidence = evidenceOf(
    crls.map((der) => Buffer.from(der)),
    ocsps.map((der) => Buffer.from(der)),
  );
  last = { key, trust: { roots: read(roots), others: read(others), evidence } };
  return last.trust;
}
