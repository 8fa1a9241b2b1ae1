import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";

/** How a certificate stands (rules.ts, certificateStanding). */
export const certificateStates = ["in-force", "not-yet", "expired", "revoked", "ended"] as const;
export type CertificateState = (typeof certificateStates)[number];
/** What a list of certificates may be narrowed to: a state, or those in force that end within so many days. */
export const certificateFilters = [
  "in-force",
  "ends-30",
  "ends-60",
  "ends-90",
  "not-yet",
  "expired",
  "revoked",
  "ended",
] as const;
export type CertificateFilterName = (typeof certificateFilters)[number];
/** Where the key lies: in a token, in the SIM of a telephone, or at the signing service. */
export const certificateDevices = ["TOKEN", "SIM", "REMOTE"] as const;
export type CertificateDevice = (typeof certificateDevices)[number];

const Instant = z.iso.datetime();
export const CertificateHolder = z.strictObject({
  kind: z.enum(["person", "agency"]),
  id: z.int(),
  name: z.string(),
  /** A person's post and its unit; of an agency the unit it belongs to. */
  post: z.string().nullable(),
  unitName: z.string().nullable(),
});
export type CertificateHolder = z.output<typeof CertificateHolder>;
export const HolderSearch = z.strictObject({ text: z.string().trim().normalize().min(2).max(100) });
export const CertificateHolders = z.strictObject({ holders: z.array(CertificateHolder) });
export type CertificateHolders = z.output<typeof CertificateHolders>;

export const CertificateView = z.strictObject({
  id: z.int(),
  serial: z.string(),
  /** As the certificate calls its holder; a person's number in it is masked. */
  name: z.string(),
  organisation: z.string().nullable(),
  issuerName: z.string(),
  validFrom: Instant,
  validUntil: Instant,
  device: z.enum(certificateDevices),
  credentialId: z.string().nullable(),
  hasPicture: z.boolean(),
  /** Null where its account or unit is gone. */
  holder: CertificateHolder.extend({ isClosed: z.boolean() }).nullable(),
  state: z.enum(certificateStates),
  daysLeft: z.int().nullable(),
  revokedAt: Instant.nullable(),
  ended: z.strictObject({ at: Instant, reason: z.string() }).nullable(),
  version: z.int(),
});
export type CertificateView = z.output<typeof CertificateView>;
export const CertificateFilter = z.strictObject({
  state: z.enum(certificateFilters).optional(),
  text: z.string().trim().normalize().max(100).optional(),
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  take: z.coerce.number().int().min(1).max(200).default(50),
});
export type CertificateFilter = z.output<typeof CertificateFilter>;
export const CertificateList = z.strictObject({
  /** The one that ends first first. */
  certificates: z.array(CertificateView),
  total: z.int(),
  /** Of every certificate there is, whatever is asked for. */
  counts: z.record(z.enum(certificateFilters), z.int()),
});
export type CertificateList = z.output<typeof CertificateList>;

/** Had whoever signed the authority to, by the registry and the posts of the day (rules.ts, authorityOf)? It changes no verdict. */
export const authorityStates = ["authorised", "without-authority", "not-registered"] as const;
export type AuthorityState = (typeof authorityStates)[number];
export const authorityReasons = [
  "post-signs",
  "seal",
  "post-signs-not",
  "no-post",
  "account-closed",
  "unit-gone",
  "no-seal",
  "certificate-ended",
  "day-unknown",
  "certificate-unknown",
  "holder-gone",
] as const;
export type AuthorityReason = (typeof authorityReasons)[number];
export const SignerAuthority = z.strictObject({
  state: z.enum(authorityStates),
  reason: z.enum(authorityReasons),
  /** The day it was signed, as the signature tells. */
  on: Day.nullable(),
  /** Whose the certificate is, by the registry. */
  holder: z.strictObject({ kind: z.enum(["person", "agency"]), name: z.string() }).nullable(),
  /** A person's post of that day. */
  post: z.strictObject({ title: z.string(), unitName: z.string() }).nullable(),
});
export type SignerAuthority = z.output<typeof SignerAuthority>;

export const mostPictureBytes = 200_000;
const Picture = z
  .base64()
  .min(1)
  .max(Math.ceil((mostPictureBytes * 4) / 3) + 4);
const credentialId = z.string().trim().normalize().min(1).max(100);
const device = z.enum(certificateDevices);
export const NewCertificate = z.strictObject({
  /** One certificate, DER or PEM, as base64. */
  file: z.base64().min(1).max(40_000),
  holder: z.strictObject({ kind: z.enum(["person", "agency"]), id: RecordId }),
  device,
  credentialId: credentialId.nullable(),
  picture: Picture.nullable(),
});
/** `picture` left out: the one there is stays. */
export const CertificateChange = z.strictObject({
  version: z.int(),
  device,
  credentialId: credentialId.nullable(),
  picture: Picture.nullable().optional(),
});
export const CertificateEnding = z.strictObject({ version: z.int(), reason: z.string().trim().normalize().min(3).max(300) });
export const certificateIds = z.strictObject({ id: RecordId });
export const CertificateActed = z.strictObject({ id: z.int(), version: z.int() });
export type CertificateActed = z.output<typeof CertificateActed>;

/** Certificates of signers in a file, before any is entered. */
export const certificateFaults = ["certificate-known", "certificate-of-authority", "certificate-not-for-signing"] as const;
export const CertificateFile = z.strictObject({ file: z.base64().min(1).max(600_000) });
export const CertificateItem = z.strictObject({
  file: z.string(),
  sha256: z.string(),
  serial: z.string(),
  name: z.string(),
  organisation: z.string().nullable(),
  title: z.string().nullable(),
  /** Masked, where it is a person's. */
  identifier: z.string().nullable(),
  issuerName: z.string().nullable(),
  validFrom: Instant,
  validUntil: Instant,
  fault: z.enum(certificateFaults).nullable(),
  /** Whoever bears the certificate's name, where only one does. */
  suggested: CertificateHolder.nullable(),
});
export type CertificateItem = z.output<typeof CertificateItem>;
export const CertificateItems = z.strictObject({ items: z.array(CertificateItem) });
export type CertificateItems = z.output<typeof CertificateItems>;

export const mostCertificateRows = 3_000;
const mostFiles = 1_000;
/** What the files beside a spreadsheet may weigh together. */
export const mostCertificateBytes = 6 * 2 ** 20;
export const CertificateFiles = z
  .array(
    z.strictObject({ name: z.string().trim().normalize().min(1).max(255), file: z.base64().min(1).max(mostCertificateBytes) }),
  )
  .min(1)
  .max(mostFiles);
export const CertificateImport = z.strictObject({
  rows: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) })).max(mostCertificateRows + 50),
  files: CertificateFiles,
});
/** Why a line of the spreadsheet is not taken. */
export const certificateRowFaults = [
  "holder-missing",
  "holder-unknown",
  "holder-ambiguous",
  "holder-name-differs",
  "unit-unknown",
  "certificate-unnamed",
  "certificate-not-sent",
  "certificate-ambiguous",
  "certificate-of-authority",
  "certificate-not-for-signing",
  "certificate-held-by-another",
  "certificate-over",
  "certificate-twice",
  "device-unknown",
  "credential-too-long",
] as const;
export type CertificateRowFault = (typeof certificateRowFaults)[number];
export const CertificateRow = z.strictObject({
  line: z.int(),
  /** As the line names its holder, and whom that is. */
  holder: z.string(),
  certificate: z.string(),
  validUntil: Instant.nullable(),
  outcome: z.enum(["new", "changed", "unchanged", "rejected"]),
  fault: z.enum(certificateRowFaults).nullable(),
});
export type CertificateRow = z.output<typeof CertificateRow>;
export const CertificatesRead = z.strictObject({
  rows: z.array(CertificateRow),
  counts: z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int(), rejected: z.int() }),
  /** What no line names, and files that hold no certificate. */
  left: z.array(z.strictObject({ file: z.string(), certificate: z.string().nullable() })),
});
export type CertificatesRead = z.output<typeof CertificatesRead>;
