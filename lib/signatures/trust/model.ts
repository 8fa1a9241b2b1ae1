import * as z from "zod";
import { RecordId } from "@/lib/db/model";

const Instant = z.iso.datetime();
/** Why an answer of a responder is of no use. */
export const answerFaults = [
  "answer-unreadable",
  "answer-of-stranger",
  "answer-of-another",
  "answer-knows-nothing",
  "answer-ahead",
  "answer-stale",
  "answer-known",
] as const;
export type AnswerFault = (typeof answerFaults)[number];
/** A file as base64: a certificate of an authority, PEM or DER. */
export const NewTrusted = z.strictObject({ role: z.enum(["ROOT", "INTERMEDIATE"]), file: z.base64().min(1).max(40_000) });
export const mostListBytes = 4 * 2 ** 20;
/** A file an administrator was given: certificates, lists, or a bundle of both. */
export const TrustFile = z.strictObject({ file: z.base64().min(1).max(mostListBytes) });
export const TrustItem = z.strictObject({
  kind: z.enum(["ROOT", "INTERMEDIATE", "LIST", "ANSWER"]),
  /** Alone, as DER in base64: how it is sent once it was looked at. */
  file: z.string(),
  sha256: z.string(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  issuerName: z.string().nullable(),
  from: Instant,
  until: Instant.nullable(),
  /** What the certificate says its key is for. */
  usage: z.array(z.string()),
  /** Certificates on a list. */
  revoked: z.int().nullable(),
  /** Certificates an answer speaks of, and of which of them it says that they were revoked. */
  answers: z.strictObject({ certificates: z.int(), revoked: z.int() }).nullable(),
  isTest: z.boolean(),
  /** Why it cannot be taken in. */
  fault: z
    .enum([
      ...["trusted-already", "list-known", "not-an-authority", "list-of-stranger", "test-authority"],
      ...answerFaults,
    ] as const)
    .nullable(),
});
export type TrustItem = z.output<typeof TrustItem>;
export const TrustItems = z.strictObject({ items: z.array(TrustItem) });
export type TrustItems = z.output<typeof TrustItems>;
export const NewList = z.strictObject({ file: z.base64().min(1).max(mostListBytes) });
export const sourceFaults = ["source-address-refused", "source-silent", "source-unreadable"] as const;
/** What came of fetching a list: a file, or why none. */
export const FetchedList = z.strictObject({
  url: z.url(),
  file: NewList.shape.file.nullable(),
  fault: z.enum(sourceFaults).nullable(),
});
export const mostAnswerBytes = 2 ** 20;
/** An answer of a responder (OCSP), DER or PEM. */
export const NewAnswer = z.strictObject({ file: z.base64().min(1).max(mostAnswerBytes) });
/** What came of asking about a certificate: a file, or why none. */
export const FetchedAnswer = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  file: NewAnswer.shape.file.nullable(),
  fault: z.enum(sourceFaults).nullable(),
});
export type FetchedAnswer = z.output<typeof FetchedAnswer>;
/** Of answers no more are shown. */
export const mostAnswersShown = 100;
const SourceFaults = z.enum([...sourceFaults, "list-unreadable", "list-of-stranger"]).nullable();
const ResponderFaults = z.enum([...sourceFaults, ...answerFaults]).nullable();
export const trustIds = z.strictObject({ id: RecordId });
export const TrustId = z.object({ id: z.int() });
export type TrustId = z.output<typeof TrustId>;

const Tried = { url: z.string(), triedAt: Instant.nullable(), takenAt: Instant.nullable() };
export const TrustStore = z.strictObject({
  certificates: z.array(
    z.strictObject({
      id: z.int(),
      role: z.enum(["ROOT", "INTERMEDIATE"]),
      sha256: z.string(),
      name: z.string(),
      issuerName: z.string(),
      validFrom: Instant,
      validUntil: Instant,
      addedAt: Instant,
      addedBy: z.string(),
      isTest: z.boolean(),
      /** Authorities that lead to a trusted root by this one alone. */
      leads: z.array(z.string()),
    }),
  ),
  lists: z.array(
    z.strictObject({
      id: z.int(),
      sha256: z.string(),
      issuerName: z.string(),
      madeAt: Instant,
      nextAt: Instant.nullable(),
      revoked: z.int(),
      addedAt: Instant,
      addedBy: z.string(),
    }),
  ),
  /** The answers taken in last. */
  answers: z.array(
    z.strictObject({
      id: z.int(),
      sha256: z.string(),
      issuerName: z.string(),
      serial: z.string(),
      name: z.string().nullable(),
      revokedAt: Instant.nullable(),
      madeAt: Instant,
      nextAt: Instant.nullable(),
      addedAt: Instant,
      addedBy: z.string(),
    }),
  ),
  answersInAll: z.int(),
  /** Where lists are fetched from, as the deployment says. */
  sources: z.array(z.strictObject({ ...Tried, fault: SourceFaults })),
  /** Responders that may be asked, as the deployment says. `waiting`: certificates about which none answered yet. */
  responders: z.array(z.strictObject({ ...Tried, waiting: z.int(), fault: ResponderFaults })),
  /** Responders that certificates in kept files name and the deployment does not, so that nobody asks them. */
  strangers: z.array(z.strictObject({ url: z.string(), waiting: z.int() })),
});
export type TrustStore = z.output<typeof TrustStore>;
