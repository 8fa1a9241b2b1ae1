import { MessageFault } from "../cms/message";
import { weaker } from "../cms/signed";
import { Stamp } from "../cms/stamp";
import type { CheckedSignature, Facts } from "../model";
import type { SignatureField } from "../pdf/fields";
import { permissionsOf } from "../pdf/permissions";
import type { Revision } from "../pdf/revision";
import type { Step } from "../pdf/steps";
import { nameOf, wordsOf } from "../pdf/values";
import { maskedIdentifier } from "../rules";
import type { Certificate } from "../trust/certificate";
import type { Read } from "./signature";
import { type Trust, type Trusted, trustedAt } from "./trusting";

/** What is known when a signature is judged: from which moment it is seen, what came after it, and how that stands. */
export type Context = {
  trust: Trust;
  now: Date;
  /** The earliest time a later document timestamp proves. */
  proof: Date | null;
  after: readonly Step[];
  later: readonly CheckedSignature[];
};
type Told = { facts: Facts; signature: Omit<CheckedSignature, "verdict" | "reasons"> };

const stamping = "1.3.6.1.5.5.7.3.8";
/** Uses of a key under which people sign papers: any, clients, e-mail, documents (RFC 9336, Microsoft's and Adobe's own). */
const signing = [
  "2.5.29.37.0",
  "1.3.6.1.5.5.7.3.2",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.4.1.311.10.3.12",
  "1.2.840.113583.1.1.5",
];
const isForStamps = (one: Certificate) => one.isPurposeCritical && one.purposes?.size === 1 && one.purposes.has(stamping);
export function isForSigning(one: Certificate): boolean {
  const mayBe = one.usage === null || one.usage.has("digitalSignature") || one.usage.has("nonRepudiation");
  return mayBe && !one.hasUnknownCritical && (one.purposes === null || signing.some((use) => one.purposes?.has(use)));
}

/** Facts for the rules, and the same for people to read. */
export function told(read: Read, field: SignatureField, latest: Revision, fileBytes: number, context: Context): Told {
  const { covered, message, parts, stamp: own } = read;
  const { dict } = field.signature;
  const kind = nameOf(dict.get("SubFilter")) === "ETSI.RFC3161" ? "timestamp" : "signature";
  const { permission, locks } = permissionsOf(latest, field);
  const signature: Told["signature"] = {
    kind,
    field: field.name,
    signer: null,
    path: [],
    signedAt: null,
    covers: covered && {
      bytes: covered.end,
      holeFrom: covered.before,
      holeTo: covered.after,
      isWholeFile: covered.end === fileBytes,
    },
    permission,
    after: context.after.map(({ from, to, changes }) => ({
      from,
      to,
      changes: changes ? [...changes.kinds] : ["other"],
      fields: changes ? [...changes.fields] : [],
    })),
    revocation: null,
  };
  if (read.fault || !message || !parts) return { facts: { ...nothing, kind, form: read.fault ?? "message-broken" }, signature };
  const certificate = message.signer;
  const checked = message.check(kind === "timestamp" ? [message.content ?? Buffer.alloc(0)] : parts);
  const over = own?.check(parts);
  const stamp = kind === "signature" ? stampOf(read, context) : null;
  const claimedAt = own?.at ?? message.claimedAt ?? pdfDate(wordsOf(latest.resolve(dict.get("M"))));
  const provenAt = stamp?.at ?? context.proof;
  const moment = provenAt ?? context.now;
  const trusted = trustedAt(certificate, message.certificates, context.trust, moment, context.now);
  const { standing } = trusted;
  const facts: Facts = {
    kind,
    form: null,
    problems: [
      ...checked.problems,
      ...(over && !over.isSound && checked.problems.length === 0 ? (["digest-differs"] as const) : []),
    ],
    strength: [over?.strength, stamp?.strength, trusted.strength].reduce<Facts["strength"]>(
      (all, one) => weaker(all, one ?? "strong"),
      checked.strength,
    ),
    isNamed: message.namesSigner(),
    mustBeNamed: nameOf(dict.get("SubFilter")) === "ETSI.CAdES.detached",
    isForSigning: kind === "timestamp" ? isForStamps(certificate) : isForSigning(certificate),
    validFrom: certificate.notBefore,
    validUntil: certificate.notAfter,
    path: trusted.path,
    hasStrays: trusted.hasStrays || (stamp?.hasStrays ?? false),
    standing: {
      state: standing.state,
      revokedAt: standing.revoked?.at ?? null,
      isStale: standing.isStale,
    },
    stamp: stamp?.state ?? "none",
    provenAt,
    claimedAt,
    permission,
    after: context.after.map((step) => stepFacts(step, context.later, locks)),
  };
  return {
    facts,
    signature: {
      ...signature,
      signer: {
        ...certificate.who,
        identifier: maskedIdentifier(certificate.who.identifier),
        issuer: certificate.issuerName,
        serial: certificate.serial,
        sha256: certificate.sha256,
        validFrom: certificate.notBefore.toISOString(),
        validUntil: certificate.notAfter.toISOString(),
      },
      path: trusted.way.map(({ who, serial }) => who.name ?? serial),
      signedAt: signedAt(kind === "timestamp" ? (own?.at ?? null) : provenAt, claimedAt),
      revocation: {
        state: standing.state,
        by: standing.by,
        from: standing.from?.toISOString() ?? null,
        until: standing.until?.toISOString() ?? null,
        revokedAt: standing.revoked?.at.toISOString() ?? null,
      },
    },
  };
}

const signedAt = (proven: Date | null, claimed: Date | null): CheckedSignature["signedAt"] =>
  proven ? { at: proven.toISOString(), by: "proven" } : claimed ? { at: claimed.toISOString(), by: "claimed" } : null;

type StampFound = { state: Facts["stamp"]; at: Date | null; strength: Facts["strength"]; hasStrays: boolean };
/** The signature's own timestamp: sound, and by an authority that is trusted from where we stand. */
function stampOf({ message }: Read, { trust, now, proof }: Context): StampFound {
  const token = message?.stamp ?? null;
  const none = { at: null, strength: "strong", hasStrays: false } as const;
  if (!message || token === null) return { state: "none", ...none };
  if (token === "broken") return { state: "broken", ...none };
  try {
    const stamp = new Stamp(token);
    const { isSound, strength } = stamp.check([message.signature]);
    const authority = stamp.message.signer;
    if (!isSound || strength === "broken") return { state: "broken", ...none };
    const moment = proof ?? now;
    const trusted: Trusted = trustedAt(authority, [...stamp.message.certificates, ...message.certificates], trust, moment, now);
    const isInTime = [stamp.at, moment].every((at) => authority.notBefore <= at && at <= authority.notAfter);
    const isTrusted =
      trusted.path === "sound" &&
      trusted.standing.state === "good" &&
      trusted.strength === "strong" &&
      isForStamps(authority) &&
      isInTime &&
      stamp.at.getTime() <= now.getTime() + 60_000;
    return isTrusted ? { state: "sound", at: stamp.at, strength, hasStrays: trusted.hasStrays } : { state: "untrusted", ...none };
  } catch (error) {
    if (!(error instanceof MessageFault)) throw error;
    return { state: "broken", ...none };
  }
}

function stepFacts(
  { to, changes }: Step,
  later: readonly CheckedSignature[],
  locks: (field: string) => boolean,
): Facts["after"][number] {
  const kinds = changes?.kinds ?? [];
  // Signatures that an update made are those whose own bytes end where it ends.
  const made = later.filter(({ covers }) => covers === null || covers.bytes === to);
  const isSigned = kinds.includes("signature") || kinds.includes("timestamp");
  return {
    changes: kinds,
    isLockBroken: (changes?.fields ?? []).some(locks) && kinds.includes("form"),
    drawnShare: changes?.drawnShare ?? 0,
    filledShare: changes?.filledShare ?? 0,
    isClear: changes !== null,
    areLaterValid: !isSigned || (made.length > 0 && made.every(({ verdict }) => verdict === "valid")),
  };
}

/** "D:20260315083000+07'00'". */
function pdfDate(text: string | null): Date | null {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text ?? "");
  if (!found) return null;
  const [, year, month, day, hour, minute, second, sign = "+", zoneHour = "00", zoneMinute = "00"] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${zoneHour}:${zoneMinute}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

const nothing: Omit<Facts, "kind" | "form"> = {
  problems: [],
  strength: "strong",
  isNamed: null,
  mustBeNamed: false,
  isForSigning: true,
  validFrom: new Date(0),
  validUntil: new Date(0),
  path: "none",
  hasStrays: false,
  standing: { state: "unknown", revokedAt: null, isStale: false },
  stamp: "none",
  provenAt: null,
  claimedAt: null,
  permission: null,
  after: [],
};
