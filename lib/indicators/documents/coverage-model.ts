import * as z from "zod";
import { RecordId } from "@/lib/db/model";
import { certificateStates } from "@/lib/signatures/model";

const Share = z.object({ top: z.int(), bottom: z.int() });
export const CoverageCounts = z.object({
  /** Leaders and heads of units who hold a certificate in force, of all of them. */
  leaders: Share,
  /** Units with a seal that hold one, of all of them. */
  agencies: Share,
  /** Certificates in force whose key lies in a SIM or at the signing service, of all in force. */
  mobile: Share,
});
export type CoverageCounts = z.output<typeof CoverageCounts>;
const Lacking = z.object({
  kind: z.enum(["person", "agency"]),
  name: z.string(),
  post: z.string().nullable(),
  unitName: z.string(),
  /** How the best they have stands; null: they have none. */
  why: z.enum(certificateStates).nullable(),
});
export type Lacking = z.output<typeof Lacking>;

export const CoverageQuestion = z.strictObject({ unitId: RecordId.optional() });
/** How far the units in reach sign with certificates in force, now. */
export const CertificateCoverage = z.object({
  at: z.iso.datetime(),
  total: CoverageCounts,
  /** In force, and to end within so many days. */
  ending: z.array(z.object({ days: z.union([z.literal(30), z.literal(60), z.literal(90)]), count: z.int() })),
  /** The units directly below the one asked about. */
  units: z.array(z.object({ id: z.int(), name: z.string(), counts: CoverageCounts })),
  /** Who lacks one. Null for whoever may not know their names. */
  lacking: z.array(Lacking).nullable(),
});
export type CertificateCoverage = z.output<typeof CertificateCoverage>;
