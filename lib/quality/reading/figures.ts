import { intList } from "@/lib/cells/queries";
import { Prisma, pool } from "@/lib/db/client";
import { type MeasureCode, recordMeasures } from "../model";
import type { FigureOf } from "../rules";

/** A key a unit: whose figures are added up under which name. */
export type Keyed = readonly { id: number; key: string }[];
type Row = [key: string, measure: string, top: number, bottom: number, isReported: boolean];
export type Told = { top: number; bottom: number; isReported: boolean };

export type Reader = (measure: MeasureCode) => Told | null;
/** What was read of a key; `hasAny` where something was. */
export type Readings = (key: string) => { read: Reader; hasAny: boolean };

/**
 * Rows (month, unit_id, measure, top, bottom, is_reported). A reported figure stands in place of a counted one of the same unit: who
 * reports knows more of it than our records.
 */
const effective = (days: string) => Prisma.sql`
  select r.month, r.unit_id, r.measure, r.top, r.bottom, true as is_reported from quality_reported r where r.month = any(${days}::date[])
  union all
  select c.month, c.unit_id, c.measure, c.top, c.bottom, false from quality_count c where c.month = any(${days}::date[])
    and not exists (select from quality_reported r where r.month = c.month and r.unit_id = c.unit_id and r.measure = c.measure)`;
const until = (reopening: number) =>
  Prisma.sql`select e.unit_id, e.measure, e.top, e.bottom, e.is_reported from quality_earlier e where e.reopening_id = ${reopening}`;
const sums = Prisma.sql`sum(f.top) as top, sum(f.bottom) as bottom, bool_or(f.is_reported) as is_reported`;

/** As one value: row by row the driver takes longer than the database. */
async function readRows(rows: Prisma.Sql): Promise<Readings> {
  const sql = Prisma.sql`select coalesce(json_agg(json_build_array(s.key, s.measure, s.top, s.bottom, s.is_reported)), '[]') as told from (${rows}) s`;
  const { rows: answer } = await pool().query<{ told: Row[] }>({ text: sql.text, values: sql.values });
  const told = new Map<string, Map<string, Told>>();
  for (const [key, measure, top, bottom, isReported] of answer[0]?.told ?? []) {
    const own = told.get(key) ?? new Map<string, Told>();
    told.set(key, own.set(measure, { top, bottom, isReported }));
  }
  return (key) => ({ read: (measure) => told.get(key)?.get(measure) ?? null, hasAny: told.has(key) });
}

/** A month added up by key, as it stands or as it stood until a reopening. */
export function readMonth(month: string, keyed: Keyed, earlier?: number): Promise<Readings> {
  const keys = `{${keyed.map((k) => k.key).join(",")}}`;
  const told = earlier === undefined ? effective(`{${month}-01}`) : until(earlier);
  return readRows(Prisma.sql`select k.key, f.measure, ${sums} from (${told}) f
    join unnest(${intList(keyed.map((k) => k.id))}, ${keys}::text[]) k(id, key) on k.id = f.unit_id group by k.key, f.measure`);
}

/** Months added up over units (null: all there are), by "2026-11". */
export function readMonths(months: readonly string[], units: readonly number[] | null): Promise<Readings> {
  const days = `{${months.map((m) => `${m}-01`).join(",")}}`;
  const told = units
    ? Prisma.sql`(${effective(days)}) f where f.unit_id = any(${intList(units)})`
    : Prisma.sql`(${ofTheCity(days)}) f`;
  return readRows(Prisma.sql`select to_char(y.month, 'YYYY-MM') as key, y.measure, y.top, y.bottom, y.is_reported from (
    select f.month, f.measure, ${sums} from ${told} group by f.month, f.measure
  ) y`);
}
/** The same as the sum of what is effective, from what was added up when it was counted: less what a report stands in place of, and the report. */
const ofTheCity = (days: string) => Prisma.sql`
  select t.month, t.measure, t.top, t.bottom, false as is_reported from quality_total t where t.month = any(${days}::date[])
  union all
  select c.month, c.measure, -c.top, -c.bottom, false from quality_reported r
    join quality_count c on c.month = r.month and c.unit_id = r.unit_id and c.measure = r.measure where r.month = any(${days}::date[])
  union all
  select r.month, r.measure, r.top, r.bottom, true from quality_reported r where r.month = any(${days}::date[])`;

const fromRecords: ReadonlySet<MeasureCode> = new Set(recordMeasures);
const nothing: Told = { top: 0, bottom: 0, isReported: false };
/** Told only where there is something to tell by: a message that was sent, a desk that is known, a procedure that took effect since. */
const ofSome: ReadonlySet<MeasureCode> = new Set(["synchronised", "tt01-one-stop", "published-in-time"]);
/** Of a counted month the records tell everything they can of whoever had anything to do: no row is nought, but for what is told of some only. */
export function figuresOf(read: Reader, isCounted: boolean): Reader {
  return (m) => read(m) ?? (isCounted && !ofSome.has(m) && fromRecords.has(m) ? nothing : null);
}
export const figureOf = (of: Reader): FigureOf => of;

/** Several keys as one. */
export function together(parts: readonly Reader[]): Reader {
  return (m) =>
    parts.reduce<Told | null>((sum, of) => {
      const one = of(m);
      if (!one) return sum;
      return {
        top: (sum?.top ?? 0) + one.top,
        bottom: (sum?.bottom ?? 0) + one.bottom,
        isReported: (sum?.isReported ?? false) || one.isReported,
      };
    }, null);
}
