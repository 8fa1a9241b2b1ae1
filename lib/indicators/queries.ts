import type { Day } from "@/lib/calendar/model";
import { writeDay } from "@/lib/calendar/rules";
import { inSnapshot, readJson } from "@/lib/cells/queries";
import { db, Prisma, pool } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can, holds } from "@/lib/policy";
import { aloneOn } from "@/lib/units/rules";
import { type Locale, say } from "@/lib/words";
import { cameraBoard, cameraFigures } from "./cameras/board";
import type { DefinitionView } from "./configured/model";
import { definitionsOf } from "./configured/read";
import { documentBoard } from "./documents/board";
import type { DocumentBoard } from "./documents/model";
import { labelOf } from "./labels";
import type {
  Adjustments,
  Breakdown,
  BreakdownKey,
  CameraBoard,
  CameraFigures,
  HeatMap,
  IndicatorAnswer,
  IndicatorCode,
  Movement,
  MovementKey,
  Overview,
  OverviewQuestion,
  Reading,
  TargetRow,
} from "./model";
import { type TargetCode, targetCodes } from "./model";
import { adjustments } from "./reading/adjustments";
import { ask } from "./reading/ask";
import { readContext, targetsIn } from "./reading/context";
import { movements } from "./reading/movement";
import { otherIndicator } from "./reading/other";
import { type OverviewRows, overviewPlan } from "./reading/overview";
import { byMonth, byProcedure, bySector, namesOf, oneIndicator, sectorsOfProcedures, split, splitBy } from "./reading/questions";
import { groupsBelow, scopeFor, unitAbove } from "./reading/scope";
import { byUnitGroup, none } from "./reading/sums";
import { readingOf } from "./rules";
import { isDossierCode } from "./telling/kinds";

export { readCameraRoster } from "./cameras/listed";
export { readSubsystemBoard } from "./configured/board";
export { readCertificateCoverage, readCertificateRoster } from "./documents/covered";
export { explainIndicator, listIndicators } from "./telling/explain";

/**
 * Everything the overview shows, from one state of the records: what the actor reaches of what is asked. Throws AppError `not-found`
 * for a unit, sector or procedure that is not there or out of reach, `period-not-begun` when the period begins after `asOf`.
 */
export async function readOverview(actor: Actor, question: OverviewQuestion): Promise<Overview> {
  return ask(actor, question, async ({ client, comparison, scope, context }) => {
    const groups = groupsBelow(actor, question.scope.unitId, question.asOf, context);
    const above = unitAbove(actor, question.scope.unitId, question.asOf, context);
    const { sql, answer } = overviewPlan(question, comparison, scope, { groups, above }, context);
    return answer((await readJson(client, sql)) as OverviewRows);
  });
}

/**
 * Everything the boards of documents and signatures show, from one state of the records. What was known on an earlier day is not kept of documents.
 * Throws like readOverview.
 */
export async function readDocumentBoard(actor: Actor, { period, asOf, scope }: OverviewQuestion): Promise<DocumentBoard> {
  const { unitId } = scope;
  const question = { period, asOf, scope: { ...(unitId !== undefined && { unitId }) } };
  return ask(actor, question, async ({ client, comparison, scope: { units }, context }) =>
    documentBoard(client, question, comparison, units, groupsBelow(actor, unitId, asOf, context), {
      context,
      above: unitAbove(actor, unitId, asOf, context),
    }),
  );
}

/** The headline of the cameras alone, for a page about more than them. Throws like readOverview. */
export async function readCameraFigures(actor: Actor, { period, asOf, scope }: OverviewQuestion): Promise<CameraFigures> {
  const { unitId } = scope;
  const question = { period, asOf, scope: { ...(unitId !== undefined && { unitId }) } };
  return ask(actor, question, async ({ client, comparison, scope: { units }, context }) =>
    cameraFigures(client, { comparison, asOf, units, unitId: unitId ?? null, context }),
  );
}

/** Everything the board of cameras shows, from one state of the records. Where nothing is seen is told to whoever may see cameras. Throws like readOverview. */
export async function readCameraBoard(actor: Actor, { period, asOf, scope }: OverviewQuestion): Promise<CameraBoard> {
  const { unitId } = scope;
  const question = { period, asOf, scope: { ...(unitId !== undefined && { unitId }) } };
  return ask(actor, question, async ({ client, comparison, scope: { units }, context }) =>
    cameraBoard(
      client,
      { comparison, asOf, units, unitId: unitId ?? null, context },
      {
        groups: groupsBelow(actor, unitId, asOf, context),
        above: unitAbove(actor, unitId, asOf, context),
        isNamed: holds(actor, "cameras.view") ? (of) => can(actor, "cameras.view", of ?? "city") : null,
      },
    ),
  );
}

/** Every indicator a formula may name on a day: the product's own, and those the city made. */
export async function indicatorChoices(_actor: Actor, locale: Locale, on: Day): Promise<{ code: string; name: string }[]> {
  const made = await db.indicatorDefinition.findMany({
    where: { OR: [{ validUntil: null }, { validUntil: { gte: writeDay(on) } }] },
    orderBy: [{ subsystemId: "asc" }, { code: "asc" }],
    select: { code: true, nameVi: true, nameEn: true },
  });
  return [
    ...made.map(({ code, nameVi, nameEn }) => ({ code, name: say(locale, { vi: nameVi, en: nameEn }) })),
    ...targetCodes.map((code) => ({ code, name: say(locale, labelOf(code).name) })),
  ];
}

/** Every definition of a subsystem's indicators there is and was: what the city counts is told to whoever looks at its numbers. */
export async function listDefinitions(_actor: Actor, subsystemId: number): Promise<DefinitionView[]> {
  return definitionsOf(subsystemId);
}

/**
 * How the figures of a period that is over have changed since the end of its last day. A period still running is not closed, and
 * of one that closed before corrections were kept nothing can be said. Throws like readOverview.
 */
export async function readAdjustments(actor: Actor, { period, scope }: OverviewQuestion, today: Day): Promise<Adjustments> {
  const open = { period, closedOn: null, changes: [] };
  if (period.to >= today) return open;
  return inSnapshot(async (client) => {
    const context = await readContext(client, scope, period.to);
    const cells = scopeFor(actor, scope, period.to, context);
    if (period.to < context.knownSince) return open;
    return { period, closedOn: period.to, changes: await adjustments(client, period, cells, context) };
  });
}

/**
 * One indicator beside the period before, the same a year earlier and its last twelve stretches. Throws like readOverview, and `figures-not-narrowed`
 * where documents, certificates, meetings or cameras are asked about by what they do not have.
 */
export async function readIndicator(actor: Actor, code: TargetCode, question: OverviewQuestion): Promise<IndicatorAnswer> {
  const isOfDossiers = isDossierCode(code);
  if (!isOfDossiers) requireUnitOnly(question);
  return ask(actor, question, async (asked) => {
    const { comparison, context } = asked;
    const reading = isOfDossiers
      ? await oneIndicator(asked.client, code, comparison, asked)
      : await otherIndicator(actor, code, asked);
    return { ...reading, period: comparison.current, asOf: question.asOf, knownOn: question.knownOn ?? null, at: context.at };
  });
}
/** Documents, certificates, meetings and cameras know time and units, and what was known of them earlier is not kept. */
function requireUnitOnly({ scope: { unitId: _, ...narrowed }, knownOn }: OverviewQuestion): void {
  const wrong = [
    ...Object.entries(narrowed).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    ...(knownOn ? ["knownOn"] : []),
  ];
  if (wrong.length > 0)
    throw new AppError("invalid", "figures-not-narrowed", {
      faults: wrong.map((name) => ({ path: `query.${name}`, code: "figures-not-narrowed" })),
    });
}

/** Indicators split by unit, procedure, sector, channel or month. Units and channels all stand; others where something is counted. */
export async function readBreakdown(
  actor: Actor,
  { codes, by, question }: { codes: readonly IndicatorCode[]; by: BreakdownKey; question: OverviewQuestion },
): Promise<Breakdown> {
  return ask(actor, question, async (asked) => {
    const { client, comparison, context } = asked;
    const head = {
      period: comparison.current,
      asOf: question.asOf,
      knownOn: question.knownOn ?? null,
      at: context.at,
      by,
      codes: [...codes],
    };
    if (by === "month") {
      const months = await byMonth(client, codes, comparison.current, asked);
      return {
        ...head,
        rows: months.map(({ month, readings }) => ({ key: month.from, name: month.from.slice(0, 7), readings })),
      };
    }
    const { split: how, names, isEachShown } = await splitBy(client, by, asked, actor);
    const unitOf = (key: string) => (by === "unit" ? Number(key) : (question.scope.unitId ?? null));
    const found = await split(client, codes, how, comparison.current, asked, unitOf);
    const targetOf = targetsIn(context, question.asOf);
    const empty = (key: string) =>
      codes.map((code) => readingOf(code, { flows: none, stocks: none }, targetOf(code, unitOf(key))));
    return {
      ...head,
      rows: names
        .filter(({ key }) => isEachShown || found.get(key)?.some(isCounted))
        .map(({ key, name }) => ({ key, name, readings: found.get(key) ?? empty(key) })),
    };
  });
}

/** The counts before, in and at the end of a period, split by sector, unit or procedure. Throws like readOverview. */
export async function readMovement(
  actor: Actor,
  { by, question, isAlone = false }: { by: MovementKey; question: OverviewQuestion; isAlone?: boolean },
): Promise<Movement> {
  return ask(actor, question, async ({ client, comparison, scope, context }) => {
    const { unitId } = question.scope;
    const period = comparison.current;
    const own = isAlone && unitId !== undefined ? new Set(aloneOn(context.standing, question.asOf, unitId)) : null;
    const units = own ? (scope.units ?? [...own]).filter((id) => own.has(id)) : scope.units;
    const asked = { actor, unitId, period, knownOn: question.knownOn ?? null, scope: { ...scope, units }, context };
    const rows = await movements(client, by, asked);
    return { period, at: context.at, isDemo: context.isDemo, rows };
  });
}

/** An indicator for each pair of unit and procedure (the `columns` busiest) or sector. Throws `not-found` like readOverview. */
export async function readHeatMap(
  actor: Actor,
  {
    code,
    by,
    columns,
    question,
  }: { code: IndicatorCode; by: "procedure" | "sector"; columns: number; question: OverviewQuestion },
): Promise<HeatMap> {
  return ask(actor, question, async (asked) => {
    const { client, comparison, context } = asked;
    const groups = groupsBelow(actor, question.scope.unitId, question.asOf, context);
    const across = by === "procedure" ? byProcedure : bySector(await sectorsOfProcedures(client));
    const down = byUnitGroup(groups);
    const pairs = {
      key: Prisma.sql`${down.key} || ':' || ${across.key}`,
      join: Prisma.sql`${down.join} ${across.join}`,
      grain: { unit: true, procedure: true },
    };
    const unitOf = (key: string) => Number(key.split(":")[0]);
    const found = await split(client, [code, "received", "resolved"], pairs, comparison.current, asked, unitOf);
    const busy = new Map<string, number>();
    for (const [key, [, received, resolved]] of found) {
      const column = key.split(":")[1] ?? "";
      busy.set(column, (busy.get(column) ?? 0) + (received?.top ?? 0) + (resolved?.top ?? 0));
    }
    const shown = (await namesOf(client, by))
      .filter((n) => (busy.get(n.key) ?? 0) > 0)
      .sort((a, b) => (busy.get(b.key) ?? 0) - (busy.get(a.key) ?? 0))
      .slice(0, columns);
    return {
      period: comparison.current,
      asOf: question.asOf,
      knownOn: question.knownOn ?? null,
      at: context.at,
      code,
      by,
      units: groups.map(({ unit }) => ({ id: unit.id, name: unit.name, code: unit.code })),
      columns: shown.map((n) => ({ id: Number(n.key), name: n.name, code: n.code })),
      cells: groups.map(({ unit }) =>
        shown.map((n) => {
          const readings = found.get(`${unit.id}:${n.key}`);
          return readings?.some(isCounted) ? (readings[0] ?? null) : null;
        }),
      ),
    };
  });
}

const isCounted = (reading: Reading): boolean => reading.top !== 0 || Boolean(reading.bottom);

/** Every target ever set, the newest first: what the city wants is public to whoever may look at its numbers. */
export async function listTargets(_actor: Actor): Promise<TargetRow[]> {
  const { rows } = await pool().query<TargetRow>(
    `select id, indicator_code as "indicatorCode", unit_id as "unitId", aim::float8 as aim, floor::float8 as floor,
      valid_from::text as "validFrom", valid_until::text as "validUntil", source from indicator_target where indicator_code = any ($1) order by indicator_code, unit_id nulls first, valid_from desc, id desc`,
    [[...targetCodes]],
  );
  return rows;
}
