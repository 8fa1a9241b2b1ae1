import type { Day } from "@/lib/calendar/model";
import { holdsOn } from "@/lib/calendar/rules";
import type { NodeOf, Unit } from "./model";

/**
 * An agency identifier in the order of QĐ 20/2020/QĐ-TTg, without leading zeros: "000.07.15.H22" and "H22.15.07" → "H22.15.7".
 * Null for what is no identifier.
 */
export function canonicalIdentifier(code: string): string | null {
  const text = code.trim().toUpperCase();
  const isOldOrder = /^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$/.test(text);
  if (!isOldOrder && !/^[A-Y]\d{2}(?:\.\d{1,3}){0,3}$/.test(text)) return null;
  const [top, ...levels] = isOldOrder ? text.split(".").reverse() : text.split(".");
  if (!top) return null;
  const numbers = levels.map(Number);
  while (numbers.at(-1) === 0) numbers.pop();
  return [top, ...numbers].join(".");
}

/** The forms one identifier may stand in: QĐ 20 first, then the old order of QCVN 102:2016 where its widths can hold it. */
export function identifierForms(code: string): string[] {
  const canonical = canonicalIdentifier(code);
  if (!canonical) return [];
  const [top, second = "0", third = "0", fourth = "0"] = canonical.split(".");
  if (second.length > 2 || third.length > 2) return [canonical];
  // The old order has its deepest level first: an agency of the province is 000.00.07.H22, one of a district 000.07.15.H22.
  return [canonical, `${fourth.padStart(3, "0")}.${third.padStart(2, "0")}.${second.padStart(2, "0")}.${top}`];
}

/** What of a unit its place in the tree follows from. */
type Placed = Pick<Unit, "id" | "parentId" | "validFrom" | "validUntil">;

export type Succession = { predecessorId: number; successorId: number; on: Day };

/**
 * The tree as it stands on a day. A part whose whole was renamed or merged into one other hangs under that one;
 * where the whole is gone without a single successor, it stands at the top.
 */
export function treeOn<U extends Placed>(units: readonly U[], successions: readonly Succession[], on: Day): NodeOf<U>[] {
  const standing = new Map(units.filter((u) => holdsOn(u, on)).map((u) => [u.id, u]));
  const nodes = new Map<number, NodeOf<U>>();
  for (const u of standing.values())
    nodes.set(u.id, { ...u, parentId: standingFor(u.parentId, standing, successions, on), children: [] });
  const roots: NodeOf<U>[] = [];
  for (const node of nodes.values()) (nodes.get(node.parentId ?? 0)?.children ?? roots).push(node);
  return roots;
}

function standingFor(
  id: number | null,
  standing: ReadonlyMap<number, unknown>,
  successions: readonly Succession[],
  on: Day,
): number | null {
  let at = id;
  for (let step = 0; at !== null && !standing.has(at); step += 1) {
    const next = successions.filter((s) => s.predecessorId === at && s.on <= on);
    at = next.length === 1 && step < successions.length ? (next[0]?.successorId ?? null) : null;
  }
  return at;
}

/** The node of a unit, wherever it stands in a tree. */
export function nodeIn<U extends { id: number }>(nodes: readonly NodeOf<U>[], id: number | undefined): NodeOf<U> | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : nodeIn(node.children, id);
    if (found) return found;
  }
  return undefined;
}

/** What is known of the units: all there ever were, and what went into what. */
export type Standing<U extends Placed = Placed> = { readonly units: readonly U[]; readonly successions: readonly Succession[] };

/**
 * What a unit stands for on a day: itself, all below it, and closed units that went into one of these and nowhere else. The same
 * as unitsBelow of the queries, for many units over rows already read.
 */
export function belowOn({ units, successions }: Standing, on: Day): (unitId: number) => number[] {
  const parts = new Map<number, number>();
  for (const s of successions) parts.set(s.predecessorId, (parts.get(s.predecessorId) ?? 0) + 1);
  const under = new Map<number, number[]>();
  const put = (whole: number, part: number) => {
    const known = under.get(whole);
    if (known) known.push(part);
    else under.set(whole, [part]);
  };
  for (const u of units) if (u.parentId !== null && u.validFrom <= on) put(u.parentId, u.id);
  for (const s of successions) if (s.on <= on && parts.get(s.predecessorId) === 1) put(s.successorId, s.predecessorId);
  return (unitId) => {
    const found = new Set<number>([unitId]);
    for (const id of found) for (const part of under.get(id) ?? []) found.add(part);
    return [...found];
  };
}

/**
 * Of what a unit stands for on a day, what none of the units directly below it does: so that these and the unit alone are the
 * whole, and no dossier is in two of them.
 */
export function aloneOn(standing: Standing, on: Day, unitId: number): number[] {
  const below = belowOn(standing, on);
  const parts = nodeIn(treeOn(standing.units, standing.successions, on), unitId)?.children ?? [];
  const elsewhere = new Set(parts.flatMap(({ id }) => below(id)));
  return below(unitId).filter((id) => !elsewhere.has(id));
}

/** The topmost units of a tree that somebody reaches. */
export function topsReached<U extends { id: number }>(
  nodes: readonly NodeOf<U>[],
  isReached: (id: number) => boolean,
): NodeOf<U>[] {
  return nodes.flatMap((node) => (isReached(node.id) ? [node] : topsReached(node.children, isReached)));
}

type InTree = { id: number; parentId: number | null };
/** The units that could take over the work of one: neither what stands above it nor what stands below it, nor itself. */
export function successorsOf<U extends InTree>(unit: InTree, units: readonly U[]): U[] {
  const parentOf = new Map(units.map((u) => [u.id, u.parentId]));
  const pathOf = (id: number): number[] => {
    const path: number[] = [];
    for (let at: number | null = id; at !== null && !path.includes(at); at = parentOf.get(at) ?? null) path.push(at);
    return path;
  };
  const above = new Set(pathOf(unit.id));
  return units.filter((u) => !above.has(u.id) && !pathOf(u.id).includes(unit.id));
}
