import type pg from "pg";
import type { Day, DayRange } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { intList, readJson } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import { documentFacts, inDocumentSet } from "@/lib/documents/measures";
import { coverageFacts } from "@/lib/signatures/queries";
import type { OverviewQuestion } from "../model";
import { beside, stretchesIn } from "../reading/compare";
import { type Context, type KnownUnit, targetsIn } from "../reading/context";
import type { UnitGroup } from "../reading/scope";
import { cutsOf } from "../reading/sums";
import { type Comparison, isOnRecord, stretchesOf } from "../rules";
import { documentReading } from "./catalogue";
import { certificateFigures } from "./certificates";
import { type DocumentCode, documentCodes } from "./codes";
import { meetingFigures } from "./meetings";
import { type ComparedDocumentReading, type DocumentBoard, type DocumentReading, rowCodes } from "./model";
import { firstRegistered, ledgerOf, type Row, totalsTo, twice } from "./sums";

type Rows = {
  totals: Row[];
  rows: { units: Row[]; types: Row[] };
  overdue: [unitId: number, typeId: number, n: number][];
  typeNames: [number, string][];
  faults: [string, "doubtful" | "invalid" | "unknown", number][];
  secret: number;
  first: Day | null;
  changedAt: string | null;
};

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
  const borders = cutsOf([current]);
  const pairs = groups.flatMap((g) => g.ids.map((id) => [id, g.unit.id] as const));
  const byUnit = {
    key: Prisma.sql`g.key`,
    join: Prisma.sql`left join unnest(${intList(pairs.map((p) => p[0]))}, ${intList(pairs.map((p) => p[1]))}) g(id, key) on g.id = c.unit_id`,
  };
  const inUnits = units === null ? Prisma.sql`true` : Prisma.sql`d.unit_id = any (${intList(units)})`;
  const told = (set: "doubtful" | "invalid" | "unknown", codes: Prisma.Sql) =>
    Prisma.sql`select x.code, ${set}::text as set, count(distinct d.id)::int as n from document d
      join document_check c on c.document_id = d.id join document_file f on f.id = c.file_id and f.removed_at is null
      cross join lateral unnest(${codes}) x(code)
      where ${inDocumentSet(set, { ...current, asOf })} and ${inUnits} group by 1`;
  const rows = (await readJson(
    client,
    Prisma.sql`select json_build_object(
      'totals', ${totalsTo(cuts, units)},
      'rows', ${twice(documentFacts(current, units, false), byUnit)},
      'overdue', (select coalesce(json_agg(json_build_array(c.unit_id, c.type_id, c.n)), '[]') from (
        select d.unit_id, d.type_id, count(*)::int as n from document d where ${inDocumentSet("overdue", { ...current, asOf })} and ${inUnits} group by 1, 2) c),
      'typeNames', (select json_agg(json_build_array(id, name) order by position) from document_type),
      'faults', (select coalesce(json_agg(json_build_array(code, set, n) order by n desc, code), '[]') from (
        ${told("doubtful", Prisma.sql`c.doubts`)} union all ${told("invalid", Prisma.sql`c.reasons`)} union all ${told("unknown", Prisma.sql`c.reasons`)}) t),
      'secret', (select coalesce(sum(count), 0)::int from secret_document_count d where month between date_trunc('month', ${current.from}::date) and ${current.to}::date and ${inUnits}),
      'first', ${firstRegistered},
      'changedAt', (select max(at) from (
        (select coalesce(registered_at, entered_at) as at from document order by coalesce(registered_at, entered_at) desc, id desc limit 1)
        union all select max(checked_at) from document_check union all select max(held_at) from meeting) m)
    ) as answer`,
  )) as Rows;

  const ledger = ledgerOf(rows.totals, cuts);
  const scopeUnit = question.scope.unitId ?? null;
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
      rows.rows.types,
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
    headline: documentCodes.map(comparingDocuments(comparison, { ledger, asOf, first: rows.first, unitId: scopeUnit, context })),
    trend: trend.map((s) => {
      const flows = ledger(addDays(s.from, -1), s.to);
      const { incoming, outgoing, internal, closed } = flows;
      const [signing, handling] = (["e-signature-rate", "documents-on-time-rate"] as const).map((code) =>
        documentReading(code, { flows, stocks: flows }, null),
      );
      return {
        ...{ ...s, incoming, outgoing, internal, closed },
        ...{ closedInTime: handling?.top ?? 0, onTimeRate: handling?.value ?? null },
        ...{ signed: signing?.top ?? 0, toSign: signing?.bottom ?? 0, signedRate: signing?.value ?? null },
      };
    }),
    units: groups.map(({ unit, ids }) => {
      const late = lateOf((id) => ids.includes(id));
      return { id: unit.id, name: unit.name, readings: row(rows.rows.units, unit.id, late, unit.id) };
    }),
    types: types.filter((t) => volume(t) > 0).sort((a, b) => volume(b) - volume(a)),
    faults: rows.faults.map(([code, set, count]) => ({ code, set, count })),
    secretCount: rows.secret,
    meetings: await meetingFigures(client, { comparison, asOf, units, unitId: scopeUnit, groups, above, context }),
    certificates: certificateFigures(await coverageFacts(client), { comparison, asOf, units, unitId: scopeUnit, context }),
    isDemo: context.isDemo,
  };
}

type Compared = {
  ledger: ReturnType<typeof ledgerOf>;
  asOf: Day;
  /** The first day anything was registered. */
  first: Day | null;
  unitId: number | null;
  context: Context;
};
/** Indicators of documents beside their past. */
function comparingDocuments(comparison: Comparison, { ledger, asOf, first, unitId, context }: Compared) {
  const reading = (code: DocumentCode, stretch: DayRange, until: Day): DocumentReading =>
    documentReading(
      code,
      { flows: ledger(addDays(stretch.from, -1), stretch.to), stocks: ledger(null, until) },
      targetsIn(context, until)(code, unitId),
    );
  return (code: DocumentCode): ComparedDocumentReading =>
    beside(comparison, reading(code, comparison.current, asOf), (s) => (isOnRecord(s, first) ? reading(code, s, s.to) : null));
}

/** One indicator of documents beside its past. */
export async function oneOfDocuments(
  client: pg.PoolClient,
  code: DocumentCode,
  {
    comparison,
    asOf,
    units,
    unitId,
    context,
  }: Omit<Compared, "ledger" | "first"> & {
    comparison: Comparison;
    units: readonly number[] | null;
  },
): Promise<ComparedDocumentReading> {
  const cuts = cutsOf(stretchesIn(comparison), [asOf]);
  const { totals, first } = (await readJson(
    client,
    Prisma.sql`select json_build_object('totals', ${totalsTo(cuts, units)}, 'first', ${firstRegistered}) as answer`,
  )) as Pick<Rows, "totals" | "first">;
  return comparingDocuments(comparison, { ledger: ledgerOf(totals, cuts), asOf, first, unitId, context })(code);
}
