import type { Day } from "@/lib/calendar/model";
import { addDays, cityDay, cityInstant, holdsOn } from "@/lib/calendar/rules";
import { type CertificateState, certificateStates } from "@/lib/signatures/model";
import type { CoverageFacts } from "@/lib/signatures/queries";
import { certificateStanding, certificateState, hasOwnSeal, isInCertificateFilter } from "@/lib/signatures/rules";
import type { UnitKind } from "@/lib/units/model";
import type { CertificateCounts } from "./certificate-rate";
import type { CertificateCoverage, CertificateSet, CoverageCounts, HolderKind, RosterRow } from "./coverage-model";

/** A unit that was closed counts with the posts it was left with, and has no seal any more. */
export type CoveredUnit = { id: number; name: string; kind: UnitKind; validFrom: Day; validUntil: Day | null };
type Group = { unit: { id: number; name: string }; ids: readonly number[] };
/** When a figure of a day is taken: today as it stands, else at the end of that day. */
export const momentOf = (day: Day, now: Date): Date =>
  day >= cityDay(now) ? now : new Date(cityInstant(addDays(day, 1), 0).getTime() - 1);

/** Who signs and with what, as it stood on a day. */
export class Coverage {
  readonly #posts: CoverageFacts["posts"];
  readonly #certificates: readonly Certificate[];
  readonly #inForce: readonly Certificate[];
  readonly #at: Date;
  readonly #units: ReadonlyMap<number, CoveredUnit>;
  readonly #people: ReadonlySet<number>;
  readonly #agencies: ReadonlySet<number>;
  /** Does the registry tell anything of the day? Before the first certificate was entered it does not. */
  readonly isKept: boolean;

  constructor(
    { posts, certificates, keptSince }: CoverageFacts,
    units: readonly CoveredUnit[],
    private readonly day: Day,
    now: Date,
  ) {
    const at = momentOf(day, now);
    this.#at = at;
    this.isKept = keptSince !== null && keptSince <= day;
    this.#posts = posts.filter((post) => holdsOn(post, day) && (post.disabledAt === null || post.disabledAt > at));
    this.#certificates = certificates;
    this.#inForce = certificates.filter((one) => certificateState(one, at) === "in-force");
    this.#units = new Map(units.map((unit) => [unit.id, unit]));
    this.#people = new Set(this.#inForce.flatMap(({ userId }) => userId ?? []));
    this.#agencies = new Set(this.#inForce.flatMap(({ unitId }) => unitId ?? []));
  }

  /** Leaders and heads in units, each once whatever posts they hold. */
  #signers(ids: ReadonlySet<number>): number[] {
    return [...new Set(this.#posts.filter((post) => post.signs && ids.has(post.unitId)).map(({ userId }) => userId))];
  }
  #seals(ids: ReadonlySet<number>): CoveredUnit[] {
    return [...ids].flatMap((id) => {
      const unit = this.#units.get(id);
      return unit && hasOwnSeal(unit) && holdsOn(unit, this.day) ? [unit] : [];
    });
  }
  /** What is in force of the people and the agencies there. */
  #reached(ids: ReadonlySet<number>): readonly Certificate[] {
    const there = new Set(this.#posts.filter(({ unitId }) => ids.has(unitId)).map(({ userId }) => userId));
    return this.#inForce.filter(
      ({ userId, unitId }) => (userId !== null && there.has(userId)) || (unitId !== null && ids.has(unitId)),
    );
  }

  /** What is counted of some of the units. */
  counts(of: readonly number[]): CertificateCounts {
    const ids = new Set(of);
    const [signers, seals] = [this.#signers(ids), this.#seals(ids)];
    const own = this.#reached(ids);
    const leaders = { top: signers.filter((id) => this.#people.has(id)).length, bottom: signers.length };
    const agencies = { top: seals.filter(({ id }) => this.#agencies.has(id)).length, bottom: seals.length };
    return {
      holders: { top: leaders.top + agencies.top, bottom: leaders.bottom + agencies.bottom },
      leaders,
      agencies,
      mobile: { top: own.filter(({ device }) => device !== "TOKEN").length, bottom: own.length },
      ending: own.filter((one) => this.#isEnding(one, 30)).length,
    };
  }

  /** Most end long after; only of the others the days are counted. */
  #isEnding(one: Certificate, days: 30 | 60 | 90): boolean {
    const isNear = one.validUntil.getTime() - this.#at.getTime() < (days + 2) * 86_400_000;
    return isNear && isInCertificateFilter(certificateStanding(one, this.#at), `ends-${days}`);
  }

  /** How many in force end within so many days. */
  ending(of: readonly number[]): CertificateCoverage["ending"] {
    const own = this.#reached(new Set(of));
    return ([30, 60, 90] as const).map((days) => ({
      days,
      count: own.filter((one) => this.#isEnding(one, days)).length,
    }));
  }

  /** Who or what a figure of some units counts; `unnamed`: how many of them stand in units whose names one is not told. */
  roster(
    of: readonly number[],
    { set, kind }: { set: CertificateSet; kind?: HolderKind | undefined },
    isNamed: (unitId: number) => boolean,
  ): { rows: RosterRow[]; unnamed: number } {
    const ids = new Set(of);
    const all = isOfHolders(set) ? this.#holders(ids, set) : this.#held(ids, set);
    const asked = all.filter((one) => kind === undefined || one.row.kind === kind);
    const told = asked.filter(({ units }) => units.some(isNamed));
    return { rows: told.map(({ row }) => row), unnamed: asked.length - told.length };
  }
  #holders(ids: ReadonlySet<number>, set: "to-hold" | "holding" | "lacking"): Listed[] {
    const isAsked = (isHolding: boolean) => set === "to-hold" || isHolding === (set === "holding");
    const people = this.#signers(ids)
      .filter((id) => isAsked(this.#people.has(id)))
      .map(
        (id): Listed =>
          this.#person(
            id,
            ids,
            this.#best((one) => one.userId === id),
          ),
      );
    const agencies = this.#seals(ids)
      .filter(({ id }) => isAsked(this.#agencies.has(id)))
      .map(
        (unit): Listed =>
          this.#agency(
            unit.id,
            this.#best((one) => one.unitId === unit.id),
          ),
      );
    return [...people, ...agencies];
  }
  #held(ids: ReadonlySet<number>, set: "in-force" | "mobile" | "ending"): Listed[] {
    return this.#reached(ids)
      .filter((one) => set === "in-force" || (set === "mobile" ? one.device !== "TOKEN" : this.#isEnding(one, 30)))
      .sort((a, b) => a.validUntil.getTime() - b.validUntil.getTime())
      .map((one) => (one.userId === null ? this.#agency(one.unitId ?? 0, one) : this.#person(one.userId, ids, one)));
  }
  #person(id: number, ids: ReadonlySet<number>, best: Best): Listed {
    const held = this.#posts.filter((post) => post.userId === id && ids.has(post.unitId));
    const post = held.find(({ signs }) => signs) ?? held[0];
    const told = { name: post?.name ?? "", post: post?.title ?? null, unitName: this.#units.get(post?.unitId ?? 0)?.name ?? "" };
    return { units: held.map(({ unitId }) => unitId), row: { kind: "person", ...told, ...this.#told(best) } };
  }
  #agency(id: number, best: Best): Listed {
    const name = this.#units.get(id)?.name ?? "";
    return { units: [id], row: { kind: "agency", name, post: null, unitName: name, ...this.#told(best) } };
  }
  #told(best: Best): Pick<RosterRow, "state" | "device" | "validUntil" | "daysLeft"> {
    if (!best) return { state: null, device: null, validUntil: null, daysLeft: null };
    const { device, validUntil } = best;
    return { ...certificateStanding(best, this.#at), device, validUntil: validUntil.toISOString() };
  }
  /** The best of somebody's certificates; of several that stand alike the one that ends last. */
  #best(isTheirs: (one: Certificate) => boolean): Best {
    const own = this.#certificates.filter(isTheirs).sort((a, b) => b.validUntil.getTime() - a.validUntil.getTime());
    const first = (state: CertificateState) => own.find((one) => certificateState(one, this.#at) === state);
    return certificateStates.map(first).find((one) => one !== undefined) ?? null;
  }
}
type Certificate = CoverageFacts["certificates"][number];
type Best = Certificate | null;
type Listed = { units: readonly number[]; row: RosterRow };

const isOfHolders = (set: CertificateSet): set is "to-hold" | "holding" | "lacking" =>
  set === "to-hold" || set === "holding" || set === "lacking";
/**
 * How far units reach that sign with certificates in force, all together and each group beside the others. A person is counted once in each, whatever
 * posts they hold. Who lacks one is named where `isNamed` says so of the unit.
 */
export function coverageOf(
  coverage: Coverage,
  { units, groups, isNamed }: { units: readonly number[]; groups: readonly Group[]; isNamed(unitId: number): boolean },
): Omit<CertificateCoverage, "at" | "asOf"> {
  const shares = ({ ending: _, ...counts }: CertificateCounts): CoverageCounts => counts;
  return {
    total: coverage.isKept ? shares(coverage.counts(units)) : null,
    ending: coverage.ending(units),
    units: groups.map(({ unit, ids }) => ({ id: unit.id, name: unit.name, counts: shares(coverage.counts(ids)) })),
    lacking: units.some(isNamed) ? coverage.roster(units, { set: "lacking" }, isNamed).rows : null,
  };
}
