import type { Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, reachOf } from "@/lib/policy";
import { unitStanding } from "@/lib/units/queries";
import { belowOn, nodeIn, topsReached, treeOn } from "@/lib/units/rules";
import { Content, type Definition, type IndexAnswer, type IndexKind, type IndexQuery, type MeasureCode } from "../model";
import { definitionIn, measuresOf, monthDays, scored, yearUpTo } from "../rules";
import { figureOf, figuresOf, type Keyed, readMonth, readMonths, type Told, together } from "./figures";

type Group = { unitId: number | null; name: string; ids: readonly number[] };

/**
 * The units directly below the one asked about, each with all it stands for (closed units that went into it too), and what is left over, as
 * far as the actor reaches. Without a unit every unit there ever was is in one of them, and none is in two.
 */
async function groupsOf(actor: Actor, unitId: number | undefined, on: Day): Promise<Group[]> {
  const reach = reachOf(actor, "overview.view");
  const standing = await unitStanding();
  const reached = new Set(reach === "all" ? standing.units.flatMap((u) => (u.validFrom <= on ? u.id : [])) : reach);
  const roots = topsReached(treeOn(standing.units, standing.successions, on), (id) => reached.has(id));
  const top = unitId === undefined ? (roots.length === 1 ? roots[0] : undefined) : nodeIn(roots, unitId);
  if (unitId !== undefined && !top) throw new AppError("not-found", "not-found");
  const parts = top ? (top.children.length > 0 ? top.children : [top]) : roots;
  const below = belowOn(standing, on);
  const left = unitId === undefined ? reached : new Set(below(unitId).filter((id) => reached.has(id)));
  const groups: Group[] = parts.map((part) => ({
    unitId: part.id,
    name: part.shortName,
    ids: below(part.id).filter((id) => left.delete(id)),
  }));
  return left.size === 0 ? groups : [...groups, { unitId: null, name: top?.shortName ?? "", ids: [...left] }];
}

/** Every definition of a kind, the latest first. */
export async function definitionsOf(kind: IndexKind): Promise<Definition[]> {
  const rows = await db.qualityDefinition.findMany({ where: { kind }, orderBy: { validFrom: "desc" } });
  return rows.map(({ id, validFrom, source, isUnverified, content }) => ({
    id,
    kind,
    validFrom: validFrom.toISOString().slice(0, 10),
    source,
    isUnverified,
    content: Content.parse(content),
  }));
}

/** An index of a month for what the actor reaches of a unit or of the city. */
export async function answerIndex(actor: Actor, { kind, month, unitId, earlier }: IndexQuery, now: Date): Promise<IndexAnswer> {
  const period = monthDays(month);
  const definitions = await definitionsOf(kind);
  const definition = definitionIn(definitions, period);
  if (!definition) throw new AppError("refused", "quality-not-defined");
  const groups = await groupsOf(actor, unitId, period.to);
  const keyed: Keyed = groups.flatMap((g, i) => g.ids.map((id) => ({ id, key: String(i) })));
  const months = yearUpTo(month);
  const [counted, reopenings] = await Promise.all([
    db.qualityMonth.findMany({ where: { month: { in: months.map((m) => new Date(`${m}-01`)) } } }),
    db.qualityReopening.findMany({ where: { month: new Date(`${month}-01`) }, orderBy: { id: "desc" } }),
  ]);
  const before = reopenings.find((one) => one.id === earlier);
  if (earlier !== undefined && !before) throw new AppError("not-found", "not-found");
  const monthRow = (m: string) => counted.find((c) => c.month.toISOString().startsWith(m));
  const isCounted = (m: string) => monthRow(m) !== undefined;
  // The year is asked for as a whole: three hundred units of twelve months would be read for one line.
  const [own, year] = await Promise.all([
    readMonth(month, keyed, earlier),
    readMonths(months, unitId === undefined && reachOf(actor, "overview.view") === "all" ? null : keyed.map(({ id }) => id)),
  ]);
  const parts = groups.map((_, i) => {
    const { read, hasAny } = own(String(i));
    return figuresOf(read, isCounted(month) && hasAny);
  });
  const whole = together(parts);
  const { content, ...said } = definition;
  const told = scored(content, figureOf(whole));
  const row = monthRow(month);
  return {
    kind,
    month,
    at: now.toISOString(),
    computedAt: row?.computedAt.toISOString() ?? null,
    closedAt: (before ?? row)?.closedAt?.toISOString() ?? null,
    closesOn: [addDays(period.to, content.closesAfterDays), row?.openUntil?.toISOString().slice(0, 10) ?? ""].sort()[1] ?? "",
    reopenings: reopenings.map(({ id, closedAt, reopenedAt, reopenedBy, reason }) => ({
      ...{ id, reopenedBy, reason },
      ...{ closedAt: closedAt.toISOString(), reopenedAt: reopenedAt.toISOString() },
    })),
    isDemo: (await db.city.findUnique({ where: { id: 1 }, select: { hasDemoData: true } }))?.hasDemoData ?? false,
    definition: { ...said, decimals: content.decimals },
    groups: told.groups.map((group) => ({
      ...group,
      components: group.components.map((c) => ({ ...c, figures: measuresOf(c.formula).map((m) => named(m, whole(m))) })),
    })),
    total: told.total,
    band: told.band,
    units: groups.map((g, i) => {
      const { groups: scores, total } = scored(content, figureOf(parts[i] ?? (() => null)));
      return {
        unitId: g.unitId,
        name: g.name,
        received: parts[i]?.("on-time")?.bottom ?? 0,
        total,
        groups: scores.map(({ points, counted: most, max }) => ({ points, counted: most, max })),
      };
    }),
    trend: months.map((m) => {
      const then = definitionIn(definitions, monthDays(m));
      const { read, hasAny } = year(m);
      const figures = figureOf(figuresOf(read, hasAny));
      return { month: m, total: then && isCounted(m) ? scored(then.content, figures).total : null };
    }),
  };
}
const named = (measure: MeasureCode, told: Told | null) =>
  told && { measure, top: told.top, bottom: told.bottom, isReported: told.isReported };
