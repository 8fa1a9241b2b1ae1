import type { Direction, IndicatorKind, Target } from "../model";
import { judge } from "../rules";
import type { CertificateCode } from "./codes";
import type { CertificateReading, CertificateSet, CoverageCounts, HolderKind } from "./coverage-model";

/** What was counted at the end of a day. */
export type CertificateCounts = CoverageCounts & { ending: number };
export type CertificateDefinition = {
  kind: IndicatorKind;
  direction: Direction;
  /** The rosters that hold exactly those of the top and of the bottom, of this kind of holder (null: of both). */
  set: CertificateSet;
  base: CertificateSet | null;
  holder: HolderKind | null;
  shareOf: keyof CoverageCounts | null;
};
const share = (
  shareOf: keyof CoverageCounts,
  set: CertificateSet,
  base: CertificateSet,
  holder: HolderKind | null = null,
): CertificateDefinition => ({ kind: "ratio", direction: "more", set, base, holder, shareOf });

/** Every indicator of certificates, defined once. Each tells how it stood at the end of a day, not what happened in a period. */
export const certificateCatalogue: Readonly<Record<CertificateCode, CertificateDefinition>> = {
  "certificate-rate": share("holders", "holding", "to-hold"),
  "leader-certificate-rate": share("leaders", "holding", "to-hold", "person"),
  "agency-certificate-rate": share("agencies", "holding", "to-hold", "agency"),
  "mobile-signing-rate": share("mobile", "mobile", "in-force"),
  "certificates-ending": { kind: "stock-count", direction: "less", set: "ending", base: null, holder: null, shareOf: null },
};

/** The reading of one indicator of certificates. `counts` null: of a day of which the registry tells nothing. */
export function certificateReading(
  code: CertificateCode,
  counts: CertificateCounts | null,
  target: Target | null,
): CertificateReading {
  const { direction, shareOf } = certificateCatalogue[code];
  const none = { top: 0, bottom: shareOf === null ? null : 0 };
  const { top, bottom } = counts === null ? none : shareOf === null ? { top: counts.ending, bottom: null } : counts[shareOf];
  const value = counts === null ? null : bottom === null ? top : bottom === 0 ? null : top / bottom;
  return { code, top, bottom, value, verdict: counts === null ? "no-data" : judge({ top, bottom }, target, direction), target };
}
