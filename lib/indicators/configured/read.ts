import type pg from "pg";
import type { Day, DayRange } from "@/lib/calendar/model";
import { readDay } from "@/lib/calendar/rules";
import { readJson } from "@/lib/cells/queries";
import { db, Prisma } from "@/lib/db/client";
import { type Found, figuresFound, type Wanted } from "@/lib/subsystems/measures";
import type { MeasureGrain, MeasureKind } from "@/lib/subsystems/model";
import type { TargetCode } from "../model";
import { type Context, targetsIn } from "../reading/context";
import type { UnitGroup } from "../reading/scope";
import { type Comparison, judge } from "../rules";
import { type Exact, exactOf, numberOf, rounded } from "./exact";
import { type Evaluated, evaluate, Formula, type Take, type Term, termsOf } from "./formula";
import type { ConfiguredReading, DefinitionView, SubsystemBoard } from "./model";
import { namesIn, type StretchName, stretchIn, takenOver } from "./stretches";

type Standing = Omit<DefinitionView, "recordedAt">;
type Measure = { id: number; code: string; kind: MeasureKind; grain: MeasureGrain };
type Registry = { definitions: readonly Standing[]; measures: ReadonlyMap<string, Measure> };

/** Every definition there was and is, and what they are made of, in the snapshot of the question. */
async function registryOf(client: pg.PoolClient): Promise<Registry> {
  const rows = (await readJson(
    client,
    Prisma.sql`select json_build_object(
      'definitions', (select coalesce(json_agg(json_build_object('id', id, 'subsystemId', subsystem_id, 'code', code, 'nameVi', name_vi, 'nameEn', name_en,
        'definitionVi', definition_vi, 'definitionEn', definition_en, 'unitOfMeasure', unit_of_measure, 'direction', direction, 'decimals', decimals,
        'formula', formula, 'unitId', unit_id, 'law', law, 'validFrom', valid_from, 'validUntil', valid_until) order by id), '[]') from indicator_definition),
      'measures', (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'kind', kind, 'grain', grain)), '[]') from measure)
    ) as answer`,
  )) as { definitions: Standing[]; measures: Measure[] };
  const definitions = rows.definitions.map((one) => ({ ...one, formula: Formula.parse(one.formula) }));
  return { definitions, measures: new Map(rows.measures.map((one) => [one.code, one])) };
}

/** The definition of an indicator that held on a day: another since then does not change what is told of that day. */
const heldOn = (definitions: readonly Standing[], code: string, on: Day): Standing | null =>
  definitions.find((one) => one.code === code && one.validFrom <= on && (one.validUntil === null || on <= one.validUntil)) ??
  null;

/** The product's own indicators, where a formula names one: its value over a stretch. */
export type BuiltIn = (code: string, name: StretchName) => Exact | null;
type Asked = {
  period: DayRange;
  asOf: Day;
  comparison: Comparison;
  units: readonly number[] | null;
  unitId: number | null;
  context: Context;
  builtIn: BuiltIn;
};

const keyOf = (code: string, take: Take, name: StretchName, group: number) => `${code} ${take} ${name} ${group}`;
type Values = ReadonlyMap<string, { value: Exact | null; lastOn: Day }>;

/** Every measure that a formula leads to, however deep. */
function measureTerms({ definitions }: Registry, codes: readonly string[]): Term[] {
  const seen = new Set<string>();
  const found = new Map<string, Term>();
  const walk = (code: string) => {
    if (seen.has(code)) return;
    seen.add(code);
    for (const one of definitions.filter((definition) => definition.code === code))
      for (const term of termsOf(one.formula))
        if (term.of === "indicator") walk(term.code);
        else found.set(`${term.code} ${term.take}`, term);
  };
  for (const code of codes) walk(code);
  return [...found.values()];
}

async function valuesOf(
  client: pg.PoolClient,
  { measures }: Registry,
  terms: readonly Term[],
  names: readonly StretchName[],
  asked: Asked,
  groups: readonly (readonly [number, number])[] | null,
): Promise<Values> {
  const wanted: (Wanted & { code: string; name: StretchName })[] = [];
  for (const { code, take } of terms) {
    const measure = measures.get(code);
    if (!measure) continue;
    for (const name of names) {
      const over = takenOver(measure, name, asked);
      if (over) wanted.push({ measureId: measure.id, take, ...over, code, name });
    }
  }
  if (wanted.length === 0) return new Map();
  const found = (await readJson(
    client,
    Prisma.sql`select ${figuresFound(wanted, { units: asked.units, groups, on: asked.asOf })} as answer`,
  )) as Found[];
  return new Map(
    found.flatMap(({ i, key, value, lastOn }) => {
      const of = wanted[i];
      return of
        ? [[keyOf(of.code, of.take, of.name, key), { value: value === null ? null : exactOf(value), lastOn }] as const]
        : [];
    }),
  );
}

const deepest = 20;
type Known = Evaluated & { lastOn: Day | null; definition: Standing | null };
/** The value of an indicator over a stretch, by the definition that held at its end. */
function told(
  registry: Registry,
  values: Values,
  code: string,
  name: StretchName,
  { group, on, builtIn }: { group: number; on: Day; builtIn: BuiltIn | null },
  depth = 0,
): Known {
  const definition = depth > deepest ? null : heldOn(registry.definitions, code, on);
  if (!definition) return { top: null, bottom: null, value: null, lastOn: null, definition };
  let lastOn: Day | null = null;
  const note = (day: Day | null) => {
    if (day !== null && (lastOn === null || day > lastOn)) lastOn = day;
  };
  const evaluated = evaluate(definition.formula, (term) => {
    if (term.of === "measure") {
      const found = values.get(keyOf(term.code, term.take, name, group));
      note(found?.lastOn ?? null);
      return found?.value ?? null;
    }
    const own = registry.definitions.some((one) => one.code === term.code);
    if (!own) return builtIn?.(term.code, name) ?? null;
    const other = told(registry, values, term.code, name, { group, on, builtIn }, depth + 1);
    note(other.lastOn);
    return other.value;
  });
  return { ...evaluated, lastOn, definition };
}

/** The codes of the product's own indicators that some of these are made of, however deep. */
export async function builtInTerms(codes: readonly string[] | { subsystemId: number }): Promise<string[]> {
  const rows = await db.indicatorDefinition.findMany({ select: { code: true, subsystemId: true, formula: true } });
  const formulas = rows.map(({ formula, ...row }) => ({ ...row, formula: Formula.parse(formula) }));
  const known = new Set(formulas.map(({ code }) => code));
  const wanted = Array.isArray(codes)
    ? codes
    : formulas.filter((one) => one.subsystemId === (codes as { subsystemId: number }).subsystemId).map(({ code }) => code);
  const seen = new Set<string>();
  const found = new Set<string>();
  const walk = (code: string) => {
    if (seen.has(code)) return;
    seen.add(code);
    for (const one of formulas.filter((formula) => formula.code === code))
      for (const term of termsOf(one.formula))
        if (term.of === "indicator") known.has(term.code) ? walk(term.code) : void found.add(term.code);
  };
  for (const code of wanted) walk(code);
  return [...found];
}

/** Indicators the city made, beside their past, and the units below beside each other; from one state of the records. */
export async function configuredBoard(
  client: pg.PoolClient,
  asked: Asked & { groups: readonly UnitGroup[] },
  which: { subsystemId: number } | { codes: readonly string[] },
): Promise<Pick<SubsystemBoard, "readings" | "units">> {
  const { period, asOf, comparison, context, groups, builtIn, unitId } = asked;
  const registry = await registryOf(client);
  const on = asOf < period.to ? asOf : period.to;
  const standing = registry.definitions.filter((one) => heldOn(registry.definitions, one.code, on) === one);
  const meant =
    "codes" in which
      ? which.codes.flatMap((code) => standing.find((one) => one.code === code) ?? [])
      : standing.filter(({ subsystemId }) => subsystemId === which.subsystemId);
  const terms = measureTerms(
    registry,
    meant.map(({ code }) => code),
  );
  const names = namesIn(comparison);
  const values = await valuesOf(client, registry, terms, names, asked, null);
  const pairs = groups.flatMap(({ unit, ids }) => ids.map((id) => [id, unit.id] as const));
  const ofUnits = pairs.length > 0 ? await valuesOf(client, registry, terms, ["current"], asked, pairs) : new Map();
  const endOf = (name: StretchName) => (name === "current" ? on : stretchIn(comparison, name).to);
  const at = (code: string, name: StretchName) => told(registry, values, code, name, { group: 0, on: endOf(name), builtIn });
  const targetOf = targetsIn(context, asOf);
  const judged = (one: Standing, value: Exact | null, of: number | null) => {
    const target = targetOf(one.code as TargetCode, of);
    const verdict = value === null ? ("no-data" as const) : judge({ top: numberOf(value), bottom: null }, target, one.direction);
    return { verdict, target };
  };
  return {
    readings: meant.map((one): ConfiguredReading => {
      const now = at(one.code, "current");
      const round = (value: Exact | null) => value && rounded(value, one.decimals);
      const past = (name: StretchName) => round(at(one.code, name).value);
      const { code, nameVi, nameEn, unitOfMeasure, direction, decimals } = one;
      return {
        ...{ code, nameVi, nameEn, unitOfMeasure, direction, decimals, isRatio: one.formula.bottom !== null },
        ...{ top: now.top && numberOf(now.top), bottom: now.bottom && numberOf(now.bottom), value: round(now.value) },
        ...judged(one, now.value, unitId),
        ...{ previous: past("previous"), lastYear: past("lastYear"), lastOn: now.lastOn },
        trail: comparison.trail.map(({ from, to }, i) => ({
          ...{ from, to },
          value: i === comparison.trail.length - 1 ? round(now.value) : past(i),
        })),
      };
    }),
    units: groups.map(({ unit }) => ({
      ...{ unitId: unit.id, name: unit.name },
      values: meant.map((one) => {
        const { value } = told(registry, ofUnits, one.code, "current", { group: unit.id, on, builtIn: null });
        return { value: value && rounded(value, one.decimals), verdict: judged(one, value, unit.id).verdict };
      }),
    })),
  };
}

/** Every definition of a subsystem's indicators there is and was, the newest first. */
export async function definitionsOf(subsystemId: number): Promise<DefinitionView[]> {
  const rows = await db.indicatorDefinition.findMany({
    where: { subsystemId },
    orderBy: [{ code: "asc" }, { validFrom: "desc" }],
  });
  return rows.map(({ recordedBy: _, recordedAt, validFrom, validUntil, formula, direction, ...row }) => ({
    ...row,
    formula: Formula.parse(formula),
    direction: direction as DefinitionView["direction"],
    ...{ validFrom: readDay(validFrom), validUntil: validUntil && readDay(validUntil), recordedAt: recordedAt.toISOString() },
  }));
}
