import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { certificateDevices, certificateStates } from "@/lib/signatures/model";
import { Target, verdicts } from "../telling/target";
import { certificateCodes } from "./codes";

const Share = z.object({ top: z.int(), bottom: z.int() });
export const CoverageCounts = z.object({
  /** Leaders, heads and agencies with a seal who hold a certificate in force, of all of them. */
  holders: Share,
  /** Leaders and heads of units who hold a certificate in force, of all of them. */
  leaders: Share,
  /** Units with a seal that hold one, of all of them. */
  agencies: Share,
  /** Certificates in force whose key lies in a SIM or at the signing service, of all in force. */
  mobile: Share,
});
export type CoverageCounts = z.output<typeof CoverageCounts>;

export const CertificateReading = z.object({
  code: z.enum(certificateCodes),
  top: z.number(),
  bottom: z.number().nullable(),
  value: z.number().nullable(),
  verdict: z.enum(verdicts),
  target: Target.nullable(),
});
export type CertificateReading = z.output<typeof CertificateReading>;
export const ComparedCertificateReading = CertificateReading.extend({
  previous: CertificateReading.nullable(),
  lastYear: CertificateReading.nullable(),
  trail: z.array(z.object({ from: Day, to: Day, value: z.number().nullable() })),
});
export type ComparedCertificateReading = z.output<typeof ComparedCertificateReading>;

/** Whom or what a figure of certificates counts: who must hold one, who does, who does not; certificates in force, those that are mobile, those that end. */
export const certificateSets = ["to-hold", "holding", "lacking", "in-force", "mobile", "ending"] as const;
export type CertificateSet = (typeof certificateSets)[number];
export const holderKinds = ["person", "agency"] as const;
export type HolderKind = (typeof holderKinds)[number];

/** `asOf`: how it stood at the end of that day; left out: now. */
export const CoverageQuestion = z.strictObject({ unitId: RecordId.optional(), asOf: Day.optional() });
export type CoverageQuestion = z.output<typeof CoverageQuestion>;
export const RosterQuestion = CoverageQuestion.extend({
  set: z.enum(certificateSets),
  /** Of persons or of agencies alone. */
  kind: z.enum(holderKinds).optional(),
});
export type RosterQuestion = z.output<typeof RosterQuestion>;

/** One who must hold a certificate, or one certificate with who holds it. */
export const RosterRow = z.object({
  kind: z.enum(holderKinds),
  name: z.string(),
  post: z.string().nullable(),
  unitName: z.string(),
  /** How the best they have stands; null: they have none. */
  state: z.enum(certificateStates).nullable(),
  device: z.enum(certificateDevices).nullable(),
  validUntil: z.iso.datetime().nullable(),
  daysLeft: z.int().nullable(),
});
export type RosterRow = z.output<typeof RosterRow>;
export const CertificateRoster = z.object({
  asOf: Day,
  at: z.iso.datetime(),
  rows: z.array(RosterRow),
  /** As many as the figure counts: the rows, and those this reader is not told the names of. */
  total: z.int(),
  unnamed: z.int(),
});
export type CertificateRoster = z.output<typeof CertificateRoster>;

/** How far the units in reach sign with certificates in force. */
export const CertificateCoverage = z.object({
  asOf: Day,
  at: z.iso.datetime(),
  /** Null on a day before the first certificate was entered: of those days the registry tells nothing. */
  total: CoverageCounts.nullable(),
  /** In force, and to end within so many days. */
  ending: z.array(z.object({ days: z.union([z.literal(30), z.literal(60), z.literal(90)]), count: z.int() })),
  /** The units directly below the one asked about. */
  units: z.array(z.object({ id: z.int(), name: z.string(), counts: CoverageCounts })),
  /** Who lacks one. Null for whoever may not know their names. */
  lacking: z.array(RosterRow).nullable(),
});
export type CertificateCoverage = z.output<typeof CertificateCoverage>;
