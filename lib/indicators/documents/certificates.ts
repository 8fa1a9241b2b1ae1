import type { Day } from "@/lib/calendar/model";
import type { CoverageFacts } from "@/lib/signatures/queries";
import { beside } from "../reading/compare";
import { type Context, targetsIn } from "../reading/context";
import type { Comparison } from "../rules";
import { type CertificateCounts, certificateReading } from "./certificate-rate";
import { type CertificateCode, certificateCodes } from "./codes";
import { Coverage } from "./coverage";
import type { ComparedCertificateReading } from "./coverage-model";

type Asked = {
  comparison: Comparison;
  asOf: Day;
  /** Null: all. */
  units: readonly number[] | null;
  unitId: number | null;
  context: Context;
};

/** The figures of certificates as they stood at the end of the day asked about, beside how they stood at the ends of other periods. */
export function certificateFigures(
  facts: CoverageFacts,
  { comparison, asOf, units, unitId, context }: Asked,
  codes: readonly CertificateCode[] = certificateCodes,
): ComparedCertificateReading[] {
  const ids = units ?? context.standing.units.map(({ id }) => id);
  const now = new Date(context.at);
  const counted = new Map<Day, CertificateCounts | null>();
  const countsOn = (day: Day): CertificateCounts | null => {
    const known = counted.get(day);
    if (known !== undefined) return known;
    const coverage = new Coverage(facts, context.standing.units, day, now);
    const counts = coverage.isKept ? coverage.counts(ids) : null;
    counted.set(day, counts);
    return counts;
  };
  const readingOn = (code: CertificateCode, day: Day) =>
    certificateReading(code, countsOn(day), targetsIn(context, day)(code, unitId));
  return codes.map((code) =>
    beside(comparison, readingOn(code, asOf), ({ to }) => (countsOn(to) === null ? null : readingOn(code, to))),
  );
}
