import type { QueryClient } from "@tanstack/react-query";
import * as z from "zod";
import { overviewQuery } from "@/components/overview/overview-query";
import type { FilterState } from "@/components/shell/filters";
import { defaultAsOf, defaultPeriod, type Stretch } from "@/components/shell/period";
import type { UnitChoice } from "@/components/shell/unit-filter";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { figuresKnownSince } from "@/lib/cells/queries";
import { findCity } from "@/lib/city/queries";
import { RecordId } from "@/lib/db/model";
import { readOverview } from "@/lib/indicators/queries";
import { type Actor, can, type Permission, reachOf } from "@/lib/policy";
import { unitTree } from "@/lib/units/queries";
import { translator } from "../i18n";

export type Search = Promise<Record<string, string | string[] | undefined>>;

const id = RecordId.optional().catch(undefined);
const Asked = z.object({
  from: Day.optional().catch(undefined),
  to: Day.optional().catch(undefined),
  asOf: Day.optional().catch(undefined),
  knownOn: Day.optional().catch(undefined),
  unitId: id,
  sectorId: id,
  procedureId: id,
});

type Narrowing = "unitId" | "sectorId" | "procedureId";
/**
 * What the address asks, narrowed only by what the page `shows` that it is narrowed by: nobody takes a part for the whole. A parameter
 * that makes no sense counts as not given: an address typed wrong still opens a page. `unasked`: the period where none is given.
 */
export async function readQuestion(
  search: Search,
  shows: readonly Narrowing[],
  unasked: (today: Day) => Stretch = defaultPeriod,
) {
  const today = cityDay(new Date());
  const { from, to, asOf, knownOn, ...scope } = Asked.parse(await search);
  const period = from && to && from <= to ? { from, to } : unasked(today);
  // What is known by today is what is known; of a day nothing was known before it.
  const known = knownOn && knownOn < today && knownOn >= (asOf ?? period.from) ? knownOn : undefined;
  const day = asOf && asOf <= (known ?? today) ? asOf : defaultAsOf(period, known ?? today);
  const given = Object.fromEntries(shows.flatMap((name) => (scope[name] === undefined ? [] : [[name, scope[name]]]))) as Partial<
    Record<Narrowing, number>
  >;
  return {
    today,
    period,
    asOf: day,
    knownOn: known,
    /** As an address carries it. */
    question: { ...period, asOf: day, ...(known && { knownOn: known }), ...given },
    /** As a room is asked. */
    asked: { period, asOf: day, knownOn: known, scope: given },
  };
}

/**
 * What every page of figures begins with: the question, the overview that answers it, and what its filters offer. A refusal is not
 * thrown here: the screen asks again and says it in a sentence.
 */
export async function prepareFigures(
  actor: Actor,
  client: QueryClient,
  { today, period, asOf, knownOn, question, asked }: Awaited<ReturnType<typeof readQuestion>>,
) {
  const [units, city, knownSince] = await Promise.all([
    unitChoices(actor, "overview.view", asOf),
    findCity(),
    figuresKnownSince(),
    client.prefetchQuery({
      queryKey: overviewQuery(question).queryKey,
      queryFn: () => readOverview(actor, asked),
      retry: false,
    }),
  ]);
  const filter: FilterState = {
    period,
    asOf,
    knownOn: knownOn ?? null,
    knownSince,
    today,
    unitId: question.unitId ?? null,
    units,
    whole: await wholeName(actor, "overview.view", units),
    isDemo: city?.hasDemoData ?? false,
  };
  return { filter, city };
}

/**
 * The units there are to choose from where something is asked or done by a permission: those the actor holds it in, each under the next
 * one above it that they hold it in too. What is offered is not refused.
 */
export async function unitChoices(actor: Actor, permission: Permission, on: Day): Promise<UnitChoice[]> {
  type Node = Awaited<ReturnType<typeof unitTree>>[number];
  const flat = (nodes: readonly Node[], depth: number): UnitChoice[] =>
    nodes.flatMap(({ id, shortName: name, children }) =>
      can(actor, permission, id) ? [{ id, name, depth }, ...flat(children, depth + 1)] : flat(children, depth),
    );
  return flat(await unitTree(actor, on), 0);
}

/** What all of these choices are together: the whole city, the one unit the actor is of, or those they are of. */
export async function wholeName(actor: Actor, permission: Permission, choices: readonly UnitChoice[]): Promise<string> {
  const t = await translator("shell");
  if (reachOf(actor, permission) === "all") return t("unit.all");
  const [top, ...others] = choices.filter((unit) => unit.depth === 0);
  return top && others.length === 0 ? top.name : t("unit.own");
}
