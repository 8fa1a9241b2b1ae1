import * as z from "zod";
import { DocumentDirection, DocumentState, SigningKind, SigningState } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { words } from "../record/model";

export { SigningKind, SigningState };

const Id = z.int().positive().max(2_147_483_647);
/** Where a signature is drawn: the page, counted from 1, and its lower left corner in points from that of the page. */
const Place = z.strictObject({
  page: z.int().min(1).max(2_000),
  leftPt: z.int().min(0).max(5_000),
  bottomPt: z.int().min(0).max(5_000),
});

/** Lays a PDF of a document before somebody to sign. Without a place it is drawn where the signer's name stands. */
export const AskSigningInput = z.strictObject({
  fileId: Id,
  userId: Id,
  place: Place.nullable().default(null),
  note: words(500).optional(),
});
/** The agency's signature, which stands for its seal. */
export const SealInput = z.strictObject({ fileId: Id, place: Place.nullable().default(null) });
export const AtRevision = z.strictObject({ revision: Id });
export const RefuseSigningInput = AtRevision.extend({ reason: words(500) });
export const signingIdOf = z.strictObject({ id: RecordId });

/** Why a signature did not come about. */
export const signingFaults = [
  "signing-service-off",
  "signing-service-silent",
  "signing-service-unreadable",
  "signing-refused-there",
  "holder-silent",
  "certificate-ended",
  "file-unfit",
  "file-removed",
  "signature-not-valid",
] as const;
export const SigningFault = z.enum(signingFaults);
export type SigningFault = z.output<typeof SigningFault>;

const Instant = z.iso.datetime();
export const SigningView = z.object({
  id: z.int(),
  kind: z.enum(SigningKind),
  state: z.enum(SigningState),
  fileId: z.int(),
  fileName: z.string(),
  signedFileId: z.int().nullable(),
  signerName: z.string(),
  note: z.string().nullable(),
  asked: z.object({ at: Instant, byName: z.string() }),
  agreed: z.object({ at: Instant, byName: z.string() }).nullable(),
  settledAt: Instant.nullable(),
  reason: z.string().nullable(),
  fault: SigningFault.nullable(),
  /** Its holder has to agree on a device of their own. */
  waitsForHolder: z.boolean(),
  revision: z.int(),
  /** What this actor may do with it now. */
  may: z.object({ sign: z.boolean(), refuse: z.boolean(), recall: z.boolean() }),
});
export type SigningView = z.output<typeof SigningView>;

export const SigningBoard = z.object({
  signings: z.array(SigningView),
  /** PDFs that may be laid before somebody: the last revision of each, with nobody signing it. */
  files: z.array(z.object({ id: z.int(), name: z.string(), isSigned: z.boolean() })),
  /** Who holds a certificate that signs from here, of the document's unit and those above. Empty where this actor may ask nobody. */
  signers: z.array(z.object({ id: z.int(), name: z.string(), post: z.string() })),
  /** This actor may sign for the agency, which has a certificate. */
  maySeal: z.boolean(),
});
export type SigningBoard = z.output<typeof SigningBoard>;

export const signingScopes = ["mine", "asked"] as const;
/** `mine`: what waits for this actor; `asked`: what this actor laid before others. */
export const SigningFilter = z.strictObject({
  scope: z.enum(signingScopes).default("mine"),
  cursor: z.string().max(40).optional(),
  take: z.coerce.number().int().min(1).max(100).default(50),
});
export type SigningFilter = z.output<typeof SigningFilter>;
export const SigningRow = SigningView.extend({
  document: z.object({
    id: z.int(),
    direction: z.enum(DocumentDirection),
    state: z.enum(DocumentState),
    symbol: z.string().nullable(),
    subject: z.string(),
    typeName: z.string(),
    unitName: z.string(),
  }),
});
export type SigningRow = z.output<typeof SigningRow>;
export const SigningPage = z.object({ rows: z.array(SigningRow), waiting: z.int(), nextCursor: z.string().nullable() });
export type SigningPage = z.output<typeof SigningPage>;
export const SigningActed = z.object({ id: z.int(), revision: z.int() });
export type SigningActed = z.output<typeof SigningActed>;
