import { type CertificateState, certificateStates } from "@/lib/signatures/model";
import type { CoverageFacts } from "@/lib/signatures/queries";
import { certificateStanding, isInCertificateFilter } from "@/lib/signatures/rules";
import type { UnitKind } from "@/lib/units/model";
import type { CertificateCoverage, CoverageCounts, Lacking } from "./coverage-model";

/** `stands`: a unit that was closed counts with the posts it was left with, and has no seal any more. */
type CoveredUnit = { id: number; name: string; kind: UnitKind; stands: boolean };
type Group = { unit: { id: number; name: string }; ids: readonly number[] };
/** Units with a seal of their own (NĐ 99/2016 Đ.7–8); a desk or an office within one has none. */
const sealed: ReadonlySet<UnitKind> = new Set(["COMMITTEE", "DEPARTMENT", "WARD", "COMMUNE", "SPECIAL_ZONE", "SERVICE_CENTRE"]);
const hasSeal = ({ kind, stands }: CoveredUnit) => stands && sealed.has(kind);

/**
 * How far the units reach that sign with certificates in force at a moment, all together and each group beside the others. A person is counted once
 * in each, whatever posts they hold. Who lacks one is named where `isNamed` says so of the unit.
 */
export function coverageOf(
  { posts, certificates }: CoverageFacts,
  { units, groups, isNamed }: { units: readonly CoveredUnit[]; groups: readonly Group[]; isNamed(unitId: number): boolean },
  now: Date,
): Omit<CertificateCoverage, "at"> {
  const standings = certificates.map((one) => ({ ...one, ...certificateStanding(one, now) }));
  const inForce = standings.filter(({ state }) => state === "in-force");
  const [people, agencies] = [
    new Set(inForce.flatMap(({ userId }) => (userId === null ? [] : [userId]))),
    new Set(inForce.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))),
  ];
  const holdersIn = (ids: ReadonlySet<number>) => {
    const there = new Set(posts.filter(({ unitId }) => ids.has(unitId)).map(({ userId }) => userId));
    return ({ userId, unitId }: { userId: number | null; unitId: number | null }) =>
      (userId !== null && there.has(userId)) || (unitId !== null && ids.has(unitId));
  };
  const count = (of: readonly CoveredUnit[]): CoverageCounts => {
    const ids = new Set(of.map(({ id }) => id));
    const signers = [...new Set(posts.filter((post) => post.signs && ids.has(post.unitId)).map(({ userId }) => userId))];
    const seals = of.filter(hasSeal);
    const own = inForce.filter(holdersIn(ids));
    return {
      leaders: { top: signers.filter((id) => people.has(id)).length, bottom: signers.length },
      agencies: { top: seals.filter(({ id }) => agencies.has(id)).length, bottom: seals.length },
      mobile: { top: own.filter(({ device }) => device !== "TOKEN").length, bottom: own.length },
    };
  };
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const within = (ids: readonly number[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const all = new Set(units.map(({ id }) => id));
  const reached = standings.filter(holdersIn(all));
  /** What the best of one's certificates is, none of them being in force. */
  const whyOf = (isTheirs: (one: (typeof standings)[number]) => boolean): CertificateState | null =>
    certificateStates.find((state) => standings.some((one) => one.state === state && isTheirs(one))) ?? null;
  const lackingPeople = new Map<number, Lacking>();
  for (const { userId, name, title, unitId, signs } of posts)
    if (signs && all.has(unitId) && isNamed(unitId) && !people.has(userId) && !lackingPeople.has(userId))
      lackingPeople.set(userId, {
        ...{ kind: "person", name, post: title, unitName: byId.get(unitId)?.name ?? "" },
        why: whyOf((one) => one.userId === userId),
      });
  const lackingAgencies = units
    .filter((unit) => hasSeal(unit) && isNamed(unit.id) && !agencies.has(unit.id))
    .map(
      ({ id, name }): Lacking => ({ kind: "agency", name, post: null, unitName: name, why: whyOf((one) => one.unitId === id) }),
    );
  return {
    total: count(units),
    ending: ([30, 60, 90] as const).map((days) => ({
      days,
      count: reached.filter((one) => isInCertificateFilter(one, `ends-${days}`)).length,
    })),
    units: groups.map(({ unit, ids }) => ({ id: unit.id, name: unit.name, counts: count(within(ids)) })),
    lacking: units.some(({ id }) => isNamed(id)) ? [...lackingPeople.values(), ...lackingAgencies] : null,
  };
}
