import * as z from "zod";
import { SignerAuthority } from "./certificates/model";

/** "unsigned" is said of a file only. Nothing is valid for want of a fault: what could not be checked is unknown. */
export const verdicts = ["valid", "invalid", "unknown", "unsigned"] as const;
export type Verdict = (typeof verdicts)[number];

/** Why a signature is not valid. */
export const invalidReasons = [
  "signature-unreadable",
  "byte-range-wrong",
  "revision-differs",
  "message-broken",
  "content-changed",
  "signature-broken",
  "certificate-swapped",
  "algorithm-broken",
  "changed-after",
  "change-forbidden",
  "locked-field-changed",
  "revoked",
  "expired-at-signing",
  "not-for-signing",
  "timestamp-broken",
] as const;
/** Why nobody can tell. */
export const unknownReasons = [
  "structure-unclear",
  "encrypted",
  "too-large",
  "check-broke",
  "file-lost",
  "stray-signature",
  "kind-unknown",
  "certificate-unnamed",
  "certificate-stray",
  "untrusted",
  "path-out-of-time",
  "revocation-unknown",
  "revocation-stale",
  "expired-unproven",
  "revoked-unproven",
  "time-ahead",
  "timestamp-untrusted",
  "algorithm-weak",
  "form-filled",
  "annotated",
  "drawn-over",
  "later-signature-doubtful",
] as const;
/** What is worth saying beside a verdict and changes none. */
export const notes = [
  "time-proven",
  "time-claimed",
  "time-shifted",
  "signed-again",
  "timestamped",
  "evidence-added",
  "information-changed",
  "form-filled-allowed",
  "revoked-later",
] as const;
export const reasons = [...invalidReasons, ...unknownReasons, ...notes] as const;
export const Reason = z.enum(reasons);
export type Reason = z.output<typeof Reason>;

/** What an update of a file did. "other": anything that is none of what may follow a signature. */
export const changes = ["signature", "timestamp", "security-store", "information", "form", "annotation", "other"] as const;
export const Change = z.enum(changes);
export type Change = z.output<typeof Change>;

const Instant = z.iso.datetime();
const Stretch = z.strictObject({
  /** The bytes of the file that stand before and after its own update. */
  from: z.int(),
  to: z.int(),
  changes: z.array(Change),
  fields: z.array(z.string()),
});
export const CheckedSignature = z.strictObject({
  kind: z.enum(["signature", "timestamp"]),
  field: z.string(),
  verdict: z.enum(["valid", "invalid", "unknown"]),
  reasons: z.array(Reason),
  signer: z
    .strictObject({
      name: z.string().nullable(),
      organisation: z.string().nullable(),
      unit: z.string().nullable(),
      title: z.string().nullable(),
      /** A person's number is masked but for its last three digits. */
      identifier: z.string().nullable(),
      issuer: z.string().nullable(),
      serial: z.string(),
      sha256: z.string(),
      validFrom: Instant,
      validUntil: Instant,
    })
    .nullable(),
  /** The way to a trusted root: names of the authorities, the signer's own first and the root last. Empty where there is none. */
  path: z.array(z.string()),
  /** "proven": a trusted timestamp says so. "claimed": the signer's own machine says so, and nothing proves it. */
  signedAt: z.strictObject({ at: Instant, by: z.enum(["proven", "claimed"]) }).nullable(),
  /** The file's first so many bytes, all but those from `holeFrom` to `holeTo`, where the signature itself stands. */
  covers: z.strictObject({ bytes: z.int(), holeFrom: z.int(), holeTo: z.int(), isWholeFile: z.boolean() }).nullable(),
  /** What a certifying signature lets others do: 1 nothing, 2 fill forms and sign, 3 annotate too. */
  permission: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  /** Each update after it. */
  after: z.array(Stretch),
  revocation: z
    .strictObject({
      state: z.enum(["good", "revoked", "unknown"]),
      by: z.enum(["crl", "ocsp"]).nullable(),
      from: Instant.nullable(),
      until: Instant.nullable(),
      revokedAt: Instant.nullable(),
    })
    .nullable(),
});
export type CheckedSignature = z.output<typeof CheckedSignature>;

/** What a check found in a file. The verdict is the worst of its signatures' and of the file's own. */
export const CheckedPdf = z.strictObject({
  verdict: z.enum(verdicts),
  reasons: z.array(Reason),
  bytes: z.int(),
  sha256: z.string(),
  checkedAt: Instant,
  signatures: z.array(CheckedSignature),
});
export type CheckedPdf = z.output<typeof CheckedPdf>;

/** What a check found of the signature of an XML file; it is over all of the file, or nothing is said for it. */
export const CheckedXml = z.strictObject({
  verdict: z.enum(verdicts),
  reasons: z.array(Reason),
  signer: CheckedSignature.shape.signer,
});
export type CheckedXml = z.output<typeof CheckedXml>;
/** Of a larger XML file nobody can tell: it is held whole, several times over, to be checked. */
export const mostXmlBytes = 24 * 2 ** 20;

/** By what a file was judged: the roots trusted then, and how fresh what is known of revocation was. */
export const JudgedBy = z.strictObject({
  /** Names the whole state of trust (lib/signatures/queries.ts, readTrust). */
  key: z.string(),
  roots: z.array(z.strictObject({ name: z.string(), sha256: z.string() })),
  lists: z.array(z.strictObject({ issuerName: z.string(), madeAt: Instant, nextAt: Instant.nullable() })),
  /** Answers of responders (OCSP) kept then, each about a certificate; what one said stands with the signature. */
  answers: z.int(),
});
export type JudgedBy = z.output<typeof JudgedBy>;
/** A check somebody asked for, as it is kept as evidence: what was found, in which file, for whom and by what. */
export const SentCheck = CheckedPdf.extend({
  /** Beside each whether who signed is in the registry and had the authority that day; null where the signature tells of nobody. */
  signatures: z.array(CheckedSignature.extend({ authority: SignerAuthority.nullable() })),
  fileName: z.string(),
  checkedBy: z.string(),
  judgedBy: JudgedBy,
  /** By it the server knows its own verdict again (`CheckLine`). */
  seal: z.string(),
});
export type SentCheck = z.output<typeof SentCheck>;

/** Files one may have checked at a time, and lines of one report. */
export const mostChecked = 3_000;
/** More signatures than this are not checked one by one. */
export const mostSignatures = 200;
/** What the report on many files says of one; `seal` proves that this server found it, for the same person. */
export const CheckLine = z.strictObject({
  fileName: z.string().max(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  verdict: z.enum(verdicts),
  reasons: z.array(Reason).max(reasons.length),
  checkedAt: Instant,
  /** `JudgedBy.key` */
  judgedBy: z.string().max(64),
  signatures: z
    .array(
      z.strictObject({
        kind: CheckedSignature.shape.kind,
        verdict: CheckedSignature.shape.verdict,
        reasons: z.array(Reason).max(reasons.length),
        name: z.string().max(1_000).nullable(),
        organisation: z.string().max(1_000).nullable(),
        signedAt: Instant.nullable(),
        authority: SignerAuthority.nullable(),
      }),
    )
    .max(mostSignatures),
  seal: z.string().max(64),
});
export type CheckLine = z.output<typeof CheckLine>;
/** `unchecked`: files that were dropped beside them and could not be checked. */
export const CheckedFiles = z.strictObject({
  lines: z.array(CheckLine).min(1).max(mostChecked),
  unchecked: z.int().min(0).max(mostChecked),
});
export type CheckedFiles = z.output<typeof CheckedFiles>;

/** Larger files are not read. */
export const mostBytes = 50 * 2 ** 20;
/** A signed revision is longer than what was signed by its drawing and its message. */
export const mostSignedBytes = mostBytes + 2 ** 20;
/** All that was found out about one signature; the rules make a verdict of it and of nothing else. */
export type Facts = {
  kind: "signature" | "timestamp";
  /** What keeps it from being read: the first that was met. */
  form: "signature-unreadable" | "byte-range-wrong" | "revision-differs" | "message-broken" | "kind-unknown" | null;
  problems: readonly ("digest-differs" | "signature-broken" | "certificate-swapped")[];
  strength: "strong" | "weak" | "broken";
  /** Does the signed part name the certificate? null: it does not say. */
  isNamed: boolean | null;
  /** PAdES demands that it does. */
  mustBeNamed: boolean;
  /** May its certificate be used so? */
  isForSigning: boolean;
  validFrom: Date;
  validUntil: Date;
  /** "none": no way to a trusted root. "late": one of its certificates, not the signer's, had ended. */
  path: "sound" | "late" | "none";
  /** Certificates came along with the signature or its timestamp that lead to no trusted root. */
  hasStrays: boolean;
  standing: { state: "good" | "revoked" | "unknown"; revokedAt: Date | null; isStale: boolean };
  /** The signature's own timestamp, over its value. */
  stamp: "none" | "sound" | "untrusted" | "broken";
  provenAt: Date | null;
  claimedAt: Date | null;
  permission: 1 | 2 | 3 | null;
  after: readonly {
    changes: readonly Change[];
    /** A field the signature locked was filled. */
    isLockBroken: boolean;
    drawnShare: number;
    filledShare: number;
    /** Could the update be read? */
    isClear: boolean;
    /** Are the signatures it added valid themselves? */
    areLaterValid: boolean;
  }[];
};

export * from "./certificates/model";
export * from "./trust/model";
