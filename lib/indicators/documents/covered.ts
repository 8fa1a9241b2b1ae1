import type { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { inSnapshot } from "@/lib/cells/queries";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { coverageFacts } from "@/lib/signatures/queries";
import { readContext } from "../reading/context";
import { groupsBelow, scopeFor, type UnitGroup } from "../reading/scope";
import { Coverage, coverageOf } from "./coverage";
import type { CertificateCoverage, CertificateRoster, CoverageQuestion, RosterQuestion } from "./coverage-model";

/**
 * Who signs with a certificate in force, of the units the actor reaches: now, or at the end of a day. Who lacks one is named to whoever keeps
 * certificates, and of a unit to those who direct its documents. Throws `not-found` for a unit out of reach, `as-of-in-future`.
 */
export async function readCertificateCoverage(actor: Actor, question: CoverageQuestion, now: Date): Promise<CertificateCoverage> {
  return inCoverage(actor, question, now, ({ coverage, ...asked }) => coverageOf(coverage, asked));
}

/** Who or what a figure of certificates counts, as `readCertificateCoverage` names them: nobody without a right to the names, but their number. */
export async function readCertificateRoster(
  actor: Actor,
  { set, kind, ...question }: RosterQuestion,
  now: Date,
): Promise<CertificateRoster> {
  return inCoverage(actor, question, now, ({ coverage, units, isNamed }) => {
    const { rows, unnamed } = coverage.isKept ? coverage.roster(units, { set, kind }, isNamed) : { rows: [], unnamed: 0 };
    return { rows, unnamed, total: rows.length + unnamed };
  });
}

type Covered = { coverage: Coverage; units: readonly number[]; groups: readonly UnitGroup[]; isNamed(unitId: number): boolean };
async function inCoverage<T>(
  actor: Actor,
  { unitId, asOf }: CoverageQuestion,
  now: Date,
  answer: (covered: Covered) => T,
): Promise<T & { asOf: Day; at: string }> {
  const today = cityDay(now);
  const day = asOf ?? today;
  if (day > today)
    throw new AppError("invalid", "as-of-in-future", { faults: [{ path: "query.asOf", code: "as-of-in-future" }] });
  return inSnapshot(async (client) => {
    const context = await readContext(client, {});
    const scope = scopeFor(actor, unitId === undefined ? {} : { unitId }, day, context);
    const coverage = new Coverage(await coverageFacts(client), context.standing.units, day, now);
    const units = scope.units ?? context.standing.units.map(({ id }) => id);
    const isNamed = (id: number) => can(actor, "signatures.certificates", "city") || can(actor, "documents.direct", id);
    const groups = groupsBelow(actor, unitId, day, context);
    return { ...answer({ coverage, units, groups, isNamed }), asOf: day, at: context.at };
  });
}
