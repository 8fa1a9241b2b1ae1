import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { CheckedPdf, Reason, SignerAuthority, verdicts } from "@/lib/signatures/model";

/** Where a signed file does not agree with what the register says of its document. None of them changes the verdict of a signature. */
export const doubts = [
  "agency-missing",
  "person-missing",
  "issuer-differs",
  "signer-differs",
  "symbol-differs",
  "day-differs",
  "signed-late",
] as const;
export const Doubt = z.enum(doubts);
export type Doubt = z.output<typeof Doubt>;

/** How a file of a registered document stands; null before the round came by. */
export const FileCheck = z.object({
  verdict: z.enum(verdicts),
  reasons: z.array(Reason),
  doubts: z.array(Doubt),
  signatures: z.int(),
  checkedAt: z.iso.datetime(),
  /** Of each signature that holds or may hold whether its signer had the authority that day, by the registry and the posts as they are known now. */
  signers: z.array(z.object({ name: z.string().nullable(), authority: SignerAuthority })),
});
export type FileCheck = z.output<typeof FileCheck>;

export const NotedChecks = z.strictObject({
  trustKey: z.string().regex(/^[0-9a-f]{64}$/),
  files: z
    .array(z.strictObject({ fileId: z.int().positive(), found: CheckedPdf, doubts: z.array(Doubt) }))
    .min(1)
    .max(50),
});

/** Documents that were signed with a certificate after it was revoked, a line for each such signature. */
export const RevokedUse = z.strictObject({
  documents: z.array(
    z.strictObject({
      id: z.int(),
      symbol: z.string().nullable(),
      subject: z.string(),
      unitName: z.string(),
      issuedOn: Day.nullable(),
      signer: z.string().nullable(),
      issuer: z.string().nullable(),
      serial: z.string().nullable(),
      revokedAt: z.iso.datetime().nullable(),
      signedAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type RevokedUse = z.output<typeof RevokedUse>;
