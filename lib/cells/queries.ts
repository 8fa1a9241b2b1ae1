import type pg from "pg";
import type { Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { Prisma, pool } from "@/lib/db/client";
import type { Channel } from "@/lib/dossiers/model";
import { type CellPlan, type MonthPart, planCells } from "./rules";

/** Whose dossiers are counted; null is every one. */
export type CellScope = { units: readonly number[] | null; procedures: readonly number[] | null; channel: Channel | null };
/** Which of unit and procedure the rows must still tell apart. */
export type Grain = { unit: boolean; procedure: boolean };

const counted =
  "received, received_full, early, on_time, late, refused, withdrawn, stopped, not_accepted, returned, overdue_in, overdue_out, waiting_in, waiting_out, soon_in, soon_out, days_used";
const columns = Prisma.raw(counted);
/** The same, to be taken away; a correction leaves empty what it did not change. */
const takenAway = Prisma.raw(counted.replace(/\w+/g, "-coalesce(c.$&, 0)"));

/** Runs reads on one state of the records: nothing that commits meanwhile is seen, so the numbers agree with each other. */
export async function inSnapshot<T>(read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let isBroken = true;
  try {
    await client.query("begin isolation level repeatable read read only");
    const result = await read(client);
    isBroken = false;
    return result;
  } finally {
    // A connection whose transaction did not end well is not given to the next. Nobody waits for the end of a read.
    if (isBroken) client.release(true);
    else
      client.query("commit").then(
        () => client.release(),
        () => client.release(true),
      );
  }
}

/** The one value of the one row a statement answers with. */
export async function readJson(client: pg.PoolClient, sql: Prisma.Sql): Promise<unknown> {
  const { rows } = await client.query<{ answer: unknown }>({ text: sql.text, values: sql.values });
  return rows[0]?.answer;
}

// As the text of a list: the driver would quote element by element.
export const intList = (ids: readonly number[]): Prisma.Sql => Prisma.sql`${`{${ids.join(",")}}`}::int[]`;
export const dayList = (days: readonly Day[]): Prisma.Sql => Prisma.sql`${`{${days.join(",")}}`}::date[]`;

/** "and unit … and procedure … and channel …" over rows named by an alias. */
function within(scope: CellScope, alias: "c" | "d"): Prisma.Sql {
  const of = Prisma.raw(alias);
  return Prisma.sql`${scope.units ? Prisma.sql` and ${of}.unit_id = any(${intList(scope.units)})` : Prisma.empty}
    ${scope.procedures ? Prisma.sql` and ${of}.procedure_id = any(${intList(scope.procedures)})` : Prisma.empty}
    ${scope.channel ? Prisma.sql` and ${of}.channel = ${scope.channel}::channel` : Prisma.empty}`;
}

const cells = (level: number, period: Prisma.Sql, scope: CellScope) =>
  Prisma.sql`select c.period as day, c.unit_id, c.procedure_id, c.channel, ${columns} from dossier_cell c where c.level = ${Prisma.raw(String(level))} and ${period}${within(scope, "c")}`;

/**
 * Rows (day, unit_id, procedure_id, channel, measures) whose sums are the facts of the planned days in the scope: cells of the
 * coarsest level that can tell, and what is not folded yet. 0 stands for a unit or procedure the grain does not need. Facts told
 * by a month carry the first day of the stretch they belong to. With `knownOn` the facts are those known at the end of that day, which must not be before the
 * last of the planned days: what was corrected later is taken away again.
 */
export function factRows(plan: CellPlan, scope: CellScope, grain: Grain, knownOn: Day | null = null): Prisma.Sql {
  const rows = factRowsNow(plan, scope, grain, knownOn);
  if (knownOn === null) return rows;
  return Prisma.sql`${rows} union all
    select c.day, c.unit_id, c.procedure_id, c.channel, ${takenAway} from dossier_correction c
    where c.known_on > ${knownOn}::date and c.day between ${plan.since}::date and ${plan.until}::date${within(scope, "c")}`;
}

function factRowsNow(plan: CellPlan, scope: CellScope, grain: Grain, knownOn: Day | null): Prisma.Sql {
  const unit = grain.unit || scope.units !== null;
  const procedure = grain.procedure || scope.procedures !== null;
  const between = Prisma.sql`between ${plan.since}::date and ${plan.until}::date`;
  const unfolded = Prisma.sql`select c.day, c.unit_id, c.procedure_id, c.channel, ${columns} from dossier_delta c where c.day ${between}${within(scope, "c")}${knownBy(knownOn)}`;
  if (!unit && !procedure) return Prisma.sql`${cells(6, Prisma.sql`c.period ${between}`, scope)} union all ${unfolded}`;
  // With both told apart the stray days are read from the records, and those would have to be taken away again.
  const { months, days } = planCells(plan, unit && procedure);
  if (unit && procedure) {
    const whole = monthCells(3, 0, months, scope);
    if (days.length === 0) return Prisma.sql`${whole} union all ${unfolded}`;
    // No level tells day × unit × procedure: the few days between whole months come from the records themselves.
    const told = Prisma.sql`${whole} union all ${unfolded} and not c.day = any(${dayList(days)}) union all ${recordRows(days, scope)}`;
    if (knownOn === null) return told;
    // The records hold everything, so what was written later and is not folded yet is taken away as well.
    return Prisma.sql`${told} union all
      select c.day, c.unit_id, c.procedure_id, c.channel, ${takenAway} from dossier_delta c
      where c.known_on > ${knownOn}::date and c.day = any(${dayList(days)})${within(scope, "c")}`;
  }
  const [monthLevel, dayLevel] = unit ? [4, 1] : [5, 2];
  return Prisma.sql`${monthCells(monthLevel, dayLevel, months, scope)} union all ${cells(dayLevel, Prisma.sql`c.period = any(${dayList(days)})`, scope)} union all ${unfolded}`;
}

/** What months tell, without the days that are not wanted of them. */
function monthCells(monthLevel: number, dayLevel: number, months: readonly MonthPart[], scope: CellScope): Prisma.Sql {
  const whole = months.filter((m) => m.without.length === 0).map((m) => m.month);
  const trimmed = months.filter((m) => m.without.length > 0);
  const carried = (on: Day, level: number, sums: Prisma.Sql, period: Prisma.Sql) =>
    Prisma.sql`select ${on}::date, c.unit_id, c.procedure_id, c.channel, ${sums} from dossier_cell c where c.level = ${Prisma.raw(String(level))} and ${period}${within(scope, "c")}`;
  return Prisma.join(
    [
      cells(monthLevel, Prisma.sql`c.period = any(${dayList(whole)})`, scope),
      ...trimmed.flatMap(({ month, on, without }) => [
        carried(on, monthLevel, columns, Prisma.sql`c.period = ${month}::date`),
        carried(on, dayLevel, takenAway, Prisma.sql`c.period = any(${dayList(without)})`),
      ]),
    ],
    " union all ",
  );
}

const knownBy = (knownOn: Day | null) => (knownOn === null ? Prisma.empty : Prisma.sql` and c.known_on <= ${knownOn}::date`);

/** The facts of single days, told by the dossiers and their clock stops. Only what lived on or after the first of the days can tell. */
function recordRows(days: readonly Day[], scope: CellScope): Prisma.Sql {
  const first = Prisma.sql`${days[0] ?? null}::date`;
  const lived = Prisma.sql`(d.accepted_on >= ${first} or d.ended_on >= ${first} or d.returned_on >= ${first} or (d.ended_on is null and d.accepted_on is not null))${within(scope, "d")}`;
  return Prisma.sql`
    select f.day, f.unit_id, f.procedure_id, f.channel, ${columns}
    from dossier d
      left join lateral (select max(coalesce(s.resumed_on, d.ended_on, 'infinity')) as running_from from dossier_clock_stop s where s.dossier_id = d.id) r on true
      left join due_window w on w.due_on = d.due_on
      cross join lateral dossier_facts(d.unit_id, d.procedure_id, d.channel, d.service_level, d.accepted_on, d.due_on, d.ended_on,
        d.returned_on, d.outcome, d.result_kind, d.working_days_used, r.running_from, soon_from(d.due_on, w.soon_from)) f
    where ${lived} and f.day = any(${dayList(days)})
    union all
    select f.day, f.unit_id, f.procedure_id, f.channel, ${columns}
    from dossier d
      cross join lateral clock_stops_of(d.id, d.ended_on) s
      left join due_window w on w.due_on = s.due_on_before
      cross join lateral clock_stop_facts(d.unit_id, d.procedure_id, d.channel, s.stopped_on, s.resumed_on, s.due_on_before, s.running_from,
        d.accepted_on, soon_from(s.due_on_before, w.soon_from)) f
    where d.accepted_on is not null and ${lived} and f.day = any(${dayList(days)})`;
}

/**
 * Rows (unit_id, procedure_id, channel, due_on, n): open dossiers at the end of a day whose clock runs, by the due day it runs to.
 * In the present the few cells with open work tell; for a past day the records do, as they were then.
 */
export function openRows(scope: CellScope, grain: Grain, asOf: Day, isPresent: boolean): Prisma.Sql {
  if (!isPresent) return openThen(scope, asOf);
  const unit = grain.unit || scope.units !== null;
  const procedure = grain.procedure || scope.procedures !== null;
  if (unit && procedure)
    return Prisma.sql`select d.unit_id, d.procedure_id, d.channel, d.due_on, 1 as n from dossier d
      where d.ended_on is null and d.accepted_on is not null and d.due_on is not null${within(scope, "d")}`;
  const level = Prisma.raw(unit ? "1" : procedure ? "2" : "6");
  return Prisma.sql`select c.unit_id, c.procedure_id, c.channel, c.period as due_on, c.open_due as n from dossier_cell c
      where c.level = ${level} and c.open_due <> 0${within(scope, "c")}
    union all
    select c.unit_id, c.procedure_id, c.channel, c.day, c.open_due from dossier_delta c where c.open_due <> 0${within(scope, "c")}`;
}

/** A dossier this many days old and still open is one of few, and those have an index of their own (dossier_long_idx). */
const longLife = 45;

/**
 * The same at the end of a past day. What was open then was accepted lately, or is open still, or lived long: three places to look
 * instead of everything accepted before. The due day is the one that stands, unless the clock has been stopped since.
 */
function openThen(scope: CellScope, asOf: Day): Prisma.Sql {
  const [of, lately] = [within(scope, "d"), addDays(asOf, -longLife)];
  const columns = Prisma.sql`select d.id, d.unit_id, d.procedure_id, d.channel, d.due_on from dossier d`;
  return Prisma.sql`select * from (
    select d.unit_id, d.procedure_id, d.channel,
      case when s.dossier_id is null then d.due_on when s.stopped_on <= ${asOf}::date then null else s.due_on_before end as due_on, 1 as n
    from (
      ${columns} where d.accepted_on > ${lately}::date and d.accepted_on <= ${asOf}::date and (d.ended_on is null or d.ended_on > ${asOf}::date)${of}
      union all ${columns} where d.accepted_on <= ${lately}::date and d.ended_on is null${of}
      union all ${columns} where d.accepted_on <= ${lately}::date and d.ended_on > ${asOf}::date
        and d.ended_on - d.accepted_on > ${Prisma.raw(String(longLife))}${of}
    ) d left join (
      select distinct on (dossier_id) dossier_id, stopped_on, due_on_before from dossier_clock_stop
      where resumed_on is null or resumed_on > ${asOf}::date order by dossier_id, stopped_at, id
    ) s on s.dossier_id = d.id
  ) o where o.due_on is not null`;
}

/** How many have waited for their applicant, at the end of a day, since before another; and the day the first of them began to. */
export function waitingSince(scope: CellScope, asOf: Day, before: Day, isPresent: boolean): Prisma.Sql {
  const stillWaits = isPresent
    ? Prisma.sql`s.resumed_on is null and d.ended_on is null`
    : Prisma.sql`coalesce(s.resumed_on, d.ended_on, 'infinity') > ${asOf}::date`;
  return Prisma.sql`select json_build_array(count(distinct d.id), min(s.stopped_on)) from dossier_clock_stop s join dossier d on d.id = s.dossier_id
    where s.stopped_on < ${before}::date and ${stillWaits} and d.accepted_on is not null${within(scope, "d")}`;
}

/** The first day by whose end figures can be told as they were known then; before it no corrections were kept. */
export async function figuresKnownSince(): Promise<Day> {
  const { rows } = await pool().query<{ since: Day }>("select since::text as since from figure_history");
  const since = rows[0]?.since;
  if (since === undefined) throw new Error("the history of the figures has no beginning");
  return since;
}
