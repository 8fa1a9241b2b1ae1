import type { Day } from "@/lib/calendar/model";
import type { CellScope } from "@/lib/cells/queries";
import { AppError } from "@/lib/errors";
import { type Actor, reachOf } from "@/lib/policy";
import { belowOn, nodeIn, treeOn } from "@/lib/units/rules";
import type { Scope } from "../model";
import type { Context, KnownUnit, Standing } from "./context";
import { remembered } from "./remembered";

/** A row of a ranking: a unit with the ids of all it stands for. */
export type UnitGroup = { readonly unit: KnownUnit; readonly ids: readonly number[] };

/** Does the actor see the figures of a unit? */
function reachIn(actor: Actor): (unitId: number) => boolean {
  const reach = reachOf(actor, "overview.view");
  if (reach === "all") return () => true;
  const ids = new Set(reach);
  return (id) => ids.has(id);
}

/** Narrows what is asked to what the actor reaches. Throws `not-found` for a unit, sector or procedure that is not there or out of reach. */
export function scopeFor(actor: Actor, asked: Scope, on: Day, context: Context): CellScope {
  const isReached = reachIn(actor);
  const { procedures } = context;
  const { units } = context.standing;
  if (procedures?.length === 0) throw new AppError("not-found", "not-found");
  const { unitId } = asked;
  if (unitId !== undefined && !(units.some((u) => u.id === unitId) && isReached(unitId)))
    throw new AppError("not-found", "not-found");
  const wanted = (unitId === undefined ? units.map((u) => u.id) : belowOn(context.standing, on)(unitId)).filter(isReached);
  return { units: wanted.length === units.length ? null : wanted, procedures, channel: asked.channel ?? null };
}

/** The units directly below the one asked about (or below the top of what the actor reaches), as they stand on a day; a leaf stands alone. */
export const groupsBelow = (actor: Actor, unitId: number | undefined, on: Day, context: Context): readonly UnitGroup[] =>
  rankingFor(actor, unitId, on, context).groups;

/** The unit whose own dossiers are in none of those groups; null where every unit asked about has a group. */
export const unitAbove = (actor: Actor, unitId: number | undefined, on: Day, context: Context): KnownUnit | null =>
  rankingFor(actor, unitId, on, context).above;

type Ranking = { groups: readonly UnitGroup[]; above: KnownUnit | null };
function rankingFor(actor: Actor, unitId: number | undefined, on: Day, { standing }: Context): Ranking {
  const key = JSON.stringify([unitId ?? null, on, reachOf(actor, "overview.view")]);
  return rankings(standing, key, () => grouped(reachIn(actor), unitId, on, standing));
}
const rankings = remembered<Standing, Ranking>(64);

function grouped(isReached: (unitId: number) => boolean, unitId: number | undefined, on: Day, standing: Standing): Ranking {
  const reached = standing.units.filter((u) => isReached(u.id));
  const roots = treeOn(reached, standing.successions, on);
  const top = unitId === undefined ? (roots.length === 1 ? roots[0] : undefined) : nodeIn(roots, unitId);
  const isAbove = top !== undefined && top.children.length > 0;
  const nodes = top ? (isAbove ? top.children : [top]) : unitId === undefined ? roots : [];
  const below = belowOn(standing, on);
  return { groups: nodes.map((unit) => ({ unit, ids: below(unit.id).filter(isReached) })), above: isAbove ? top : null };
}
