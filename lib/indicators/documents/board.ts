import type pg from "pg";
import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { dayList, intList, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import {
  type DocumentCounts,
  documentFacts,
  documentMeasureNames,
  documentMeasures,
  inDocumentSet,
} from "@/lib/documents/measures";
import type { OverviewQuestion } from "../model";
import { stretchesIn } from "../reading/compare";
import { type Context, type KnownUnit, targetsIn } from "../reading/context";
import type { UnitGroup } from "../reading/scope";
import { cutsOf } from "../reading/sums";
import { type Comparison, isOnRecord, stretchesOf } from "../rules";
import { documentReading } from "./catalogue";
import { type DocumentCode, documentCodes } from "./codes";
import { meetingFigures } from "./meetings";
import { type ComparedDocumentReading, type DocumentBoard, type DocumentReading, rowCodes } from "./model";

const sums = Prisma.join(documentMeasureNames.map((name) => Prisma.sql`${documentMeasures[name]} as ${Prisma.raw(`"${name}"`)}`));
const names = Prisma.join(documentMeasureNames.map((name) => Prisma.raw(`"${name}"`)));

type Row = [key: number | null, bucket: number, ...(number | null)[]];
type Rows = {
  totals: Row[];
  units: Row[];
  types: Row[];
  overdue: [unitId: number, typeId: number, n: number][];
  typeNames: [number, string][];
  faults: [string, "doubtful" | "invalid" | "unknown", number][];
  secret: number;
  first: Day | null;
  changedAt: string | null;
};

/** [[key, bucket, …measures]] of the facts up to the last cut, parted at the cuts. */
function parted(rows: Prisma.Sql, key: Prisma.Sql, join: Prisma.Sql, cuts: readonly Day[]): Prisma.Sql {
  const starts = dayList(cuts.map((c) => addDays(c, 1)));
  return Prisma.sql`(select coalesce(json_agg(json_build_array(s.key, s.bucket, ${names})), '[]') from (
    select ${key} as key, width_bucket(c.day, ${starts}) as bucket, ${sums} from (${rows}) c ${join} group by 1, 2) s)`;
}

/** The board of documents for units (null: all) and the groups of them that are shown beside each other. */
export async function documentBoard(
  client: pg.PoolClient,
  question: OverviewQuestion,
  comparison: Comparison,
  units: readonly number[] | null,
  groups: readonly UnitGroup[],
  { context, above }: { context: Context; above: KnownUnit | null },
): Promise<DocumentBoard> {
  const { asOf } = question;
  const { current } = comparison;
  const trend = stretchesOf(current);
  const cuts = cutsOf([...stretchesIn(comparison), ...trend], [asOf]);
  const last = cuts.at(-1) ?? asOf;
  const borders = cutsOf([current]);
  const ever = "1900-01-01";
  const pairs = groups.flatMap((g) => g.ids.map((id) => [id, g.unit.id] as const));
  const byUnit = Prisma.sql`left join unnest(${intList(pairs.map((p) => p[0]))}, ${intList(pairs.map((p) => p[1]))}) g(id, key) on g.id = c.unit_id`;
  const inUnits = units === null ? Prisma.sql`true` : Prisma.sql`d.unit_id = any (${intList(units)})`;
  const told = (set: "doubtful" | "invalid" | "unknown", codes: Prisma.Sql) =>
    Prisma.sql`select x.code, ${set}::text as set, count(distinct d.id)::int as n from document d
      join document_check c on c.document_id = d.id join document_file f on f.id = c.file_id and f.removed_at is null
      cross join lateral unnest(${codes}) x(code)
      where ${inDocumentSet(set, { ...current, asOf })} and ${inUnits} group by 1`;
  const rows = (await readJson(
    client,
    Prisma.sql`select json_build_object(
      'totals', ${parted(documentFacts({ from: ever, to: last }, units, true), Prisma.sql`0`, Prisma.empty, cuts)},
      'units', ${parted(documentFacts(current, units, false), Prisma.sql`g.key`, byUnit, borders)},
      'types', ${parted(documentFacts(current, units, false), Prisma.sql`c.type_id`, Prisma.empty, borders)},
      'overdue', (select coalesce(json_agg(json_build_array(c.unit_id, c.type_id, c.n)), '[]') from (
        select d.unit_id, d.type_id, count(*)::int as n from document d where ${inDocumentSet("overdue", { ...current, asOf })} and ${inUnits} group by 1, 2) c),
      'typeNames', (select json_agg(json_build_array(id, name) order by position) from document_type),
      'faults', (select coalesce(json_agg(json_build_array(code, set, n) order by n desc, code), '[]') from (
        ${told("doubtful", Prisma.sql`c.doubts`)} union all ${told("invalid", Prisma.sql`c.reasons`)} union all ${told("unknown", Prisma.sql`c.reasons`)}) t),
      'secret', (select coalesce(sum(count), 0)::int from secret_document_count d where month between date_trunc('month', ${current.from}::date) and ${current.to}::date and ${inUnits}),
      'first', (select min(day) from (select min(day) as day from document_cell where incoming + outgoing + internal > 0 union all select min(day) from document_delta where incoming + outgoing + internal > 0) f),
      'changedAt', (select max(at) from (
        (select coalesce(registered_at, entered_at) as at from document order by coalesce(registered_at, entered_at) desc, id desc limit 1)
        union all select max(checked_at) from document_check union all select max(held_at) from meeting) m)
    ) as answer`,
  )) as Rows;

  const ledger = ledgerOf(rows.totals, cuts);
  const scopeUnit = question.scope.unitId ?? null;
  const reading = (code: DocumentCode, stretch: DayRange, until: Day): DocumentReading =>
    documentReading(
      code,
      { flows: ledger(addDays(stretch.from, -1), stretch.to), stocks: ledger(null, until) },
      targetsIn(context, until)(code, scopeUnit),
    );
  const compare = (code: DocumentCode): ComparedDocumentReading => {
    const past = (s: DayRange) => (isOnRecord(s, rows.first) ? reading(code, s, s.to) : null);
    const now = reading(code, current, asOf);
    return {
      ...now,
      previous: past(comparison.previous),
      lastYear: past(comparison.lastYear),
      trail: comparison.trail.map((s) => ({ ...s, value: s.to === current.to ? now.value : (past(s)?.value ?? null) })),
    };
  };
  const row = (of: readonly Row[], key: number, overdue: number, unitId: number | null) => {
    const flows = ledgerOf(
      of.filter((r) => r[0] === key),
      borders,
    )(addDays(current.from, -1), current.to);
    return rowCodes.map((code) => {
      const held = { flows, stocks: { ...flows, overdue } };
      const { target: _, ...told } = documentReading(code, held, targetsIn(context, asOf)(code, unitId));
      return told;
    });
  };
  const lateOf = (isMeant: (unitId: number, typeId: number) => boolean) =>
    rows.overdue.reduce((sum, [unitId, typeId, n]) => sum + (isMeant(unitId, typeId) ? n : 0), 0);
  const volume = ({ readings }: { readings: readonly { top: number }[] }) =>
    readings.slice(0, 3).reduce((sum, r) => sum + r.top, 0);
  const types = rows.typeNames.map(([id, name]) => ({
    id,
    name,
    readings: row(
      rows.types,
      id,
      lateOf((_, type) => type === id),
      scopeUnit,
    ),
  }));
  return {
    period: current,
    asOf,
    at: context.at,
    changedAt: rows.changedAt && new Date(rows.changedAt).toISOString(),
    headline: documentCodes.map(compare),
    trend: trend.map((s) => {
      const flows = ledger(addDays(s.from, -1), s.to);
      const { value } = documentReading("e-signature-rate", { flows, stocks: flows }, null);
      return { ...s, incoming: flows.incoming, outgoing: flows.outgoing, signedRate: value };
    }),
    units: groups.map(({ unit, ids }) => {
      const late = lateOf((id) => ids.includes(id));
      return { id: unit.id, name: unit.name, readings: row(rows.units, unit.id, late, unit.id) };
    }),
    types: types.filter((t) => volume(t) > 0).sort((a, b) => volume(b) - volume(a)),
    faults: rows.faults.map(([code, set, count]) => ({ code, set, count })),
    secretCount: rows.secret,
    meetings: await meetingFigures(client, { comparison, asOf, units, unitId: scopeUnit, groups, above, context }),
    isDemo: context.isDemo,
  };
}

/** Sums after one cut (null: from the beginning) up to another and with it. */
function ledgerOf(rows: readonly Row[], cuts: readonly Day[]): (after: Day | null, to: Day) => DocumentCounts {
  const placeOf = (day: Day) => {
    const place = cuts.indexOf(day);
    if (place < 0) throw new Error(`no cut at ${day}`);
    return place;
  };
  return (after, to) => {
    const [low, high] = [after === null ? -1 : placeOf(after), placeOf(to)];
    const counts = Object.fromEntries(documentMeasureNames.map((name) => [name, 0])) as DocumentCounts;
    for (const [, bucket, ...values] of rows)
      if (bucket > low && bucket <= high)
        for (const [i, name] of documentMeasureNames.entries()) counts[name] += Number(values[i] ?? 0);
    return counts;
  };
}
