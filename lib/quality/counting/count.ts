import type pg from "pg";
import type { DayRange } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";
import { procedureFacts, ratingFacts, receivedFacts, resolvedFacts } from "./facts";

/** Rows (unit_id, measure, top, bottom): all that the records tell of a month, each set of them read once. */
function countsSql(period: DayRange): Prisma.Sql {
  return Prisma.sql`
    with received as materialized (${receivedFacts(period, null)}),
      resolved as materialized (${resolvedFacts(period, null)}),
      offered as materialized (${procedureFacts(period.to)}),
      in_use as (select distinct unit_id, procedure_id from received where is_online),
      paying as (select distinct unit_id, procedure_id from received where is_paid_online)
    select r.unit_id, m.measure, m.top, m.bottom from (
      select unit_id, count(*) as n, count(*) filter (where fault is null) as on_time,
        count(*) filter (where fault is not null) as late, count(*) filter (where is_disliked) as disliked,
        count(*) filter (where is_online) as online, count(*) filter (where not is_not_counted_online) as online_counted,
        count(*) filter (where is_owed) as owed, count(*) filter (where is_owed and is_paid_online) as paid_online,
        count(*) filter (where not is_online) as on_paper, count(*) filter (where not is_online and has_scan) as scanned,
        count(*) filter (where is_reused) as reused, count(*) filter (where is_sent) as sent
      from received group by unit_id
    ) r cross join lateral (values
      ('on-time', r.on_time, r.n), ('online-channel', r.online, r.n), ('received-online', r.online_counted, r.n),
      ('paid-online', r.paid_online, r.owed), ('papers-scanned', r.scanned, r.on_paper), ('papers-reused', r.reused, r.n),
      ('satisfied', greatest(0, r.n - r.late - r.disliked), r.n)
    ) m(measure, top, bottom)
    union all
    -- Nothing is said of what is sent where nothing was ever sent: another system may do it.
    select unit_id, 'synchronised', count(*) filter (where is_sent), count(*) from received
      where exists (select from exchange_message where direction = 'OUT') group by unit_id
    union all
    select e.unit_id, m.measure, m.top, m.bottom from (
      select unit_id, count(*) as n, count(*) filter (where has_result) as electronic, sum(time_points) as time_points,
        sum(agency_points) as agency_points, count(agency_points) as with_agencies, sum(supplement_points) as supplement_points
      from resolved group by unit_id
    ) e cross join lateral (values
      ('electronic-results', e.electronic, e.n), ('tt01-total-time', e.time_points, e.n),
      ('tt01-agency-time', coalesce(e.agency_points, 0), e.with_agencies), ('tt01-supplements', e.supplement_points, e.n)
    ) m(measure, top, bottom)
    union all
    -- Nor of where dossiers are taken in of whom no one-stop desk is known.
    select unit_id, 'tt01-one-stop', 2 * count(*) filter (where is_at_desk), count(*) from received
      where is_at_desk is not null group by unit_id
    union all
    select r.unit_id, m.measure, m.top, m.bottom from (
      select unit_id, sum(attitude) as attitude, count(attitude) as with_attitude,
        sum(explanation) as explanation, count(explanation) as with_explanation
      from (${ratingFacts(period, null)}) rated group by unit_id
    ) r cross join lateral (values
      ('tt01-attitude', r.attitude, r.with_attitude), ('tt01-feedback', r.explanation, r.with_explanation)
    ) m(measure, top, bottom) where m.bottom > 0
    union all
    -- Nor of what was published elsewhere before.
    select unit_id, 'published-in-time', count(*) filter (where is_in_time), count(*) from offered where is_judged group by unit_id
    union all
    select o.unit_id, m.measure, m.top, m.bottom from (
      select o.unit_id, count(*) as n, count(*) filter (where o.is_published) as published,
        count(*) filter (where o.is_published and o.is_complete) as complete,
        count(*) filter (where o.is_published and o.is_online) as online,
        count(u.procedure_id) filter (where o.is_published and o.is_online) as used,
        count(*) filter (where o.is_published and o.has_fee) as with_fee,
        count(*) filter (where o.is_published and o.is_payable_online) as payable,
        count(p.procedure_id) filter (where o.is_published and o.is_payable_online) as paying
      from offered o
        left join in_use u on u.unit_id = o.unit_id and u.procedure_id = o.procedure_id
        left join paying p on p.unit_id = o.unit_id and p.procedure_id = o.procedure_id
      group by o.unit_id
    ) o cross join lateral (values
      ('procedures-complete', o.complete, o.published), ('procedures-online', o.online, o.published),
      ('online-procedures-used', o.used, o.online), ('procedures-paid-online', o.paying, o.payable),
      ('fee-procedures-online', o.payable, o.with_fee), ('tt01-published', o.published + o.complete, o.n)
    ) m(measure, top, bottom)`;
}

/** Counts a month anew and puts it in place of what stood; a closed one is left as it is. Says whether it was counted. */
export async function countMonth(client: pg.ClientBase, period: DayRange, now: Date): Promise<boolean> {
  const { rows } = await client.query<{ isClosed: boolean }>({
    text: `insert into quality_month as m (month, computed_at) values ($1, $2)
      on conflict (month) do update set computed_at = case when m.closed_at is null then excluded.computed_at else m.computed_at end
      returning m.closed_at is not null as "isClosed"`,
    values: [period.from, now],
  });
  if (rows[0]?.isClosed) return false;
  await client.query("delete from quality_count where month = $1", [period.from]);
  const sql = Prisma.sql`insert into quality_count (month, unit_id, measure, top, bottom)
    select ${period.from}::date, c.unit_id, c.measure, c.top::int, c.bottom::int from (${countsSql(period)}) c`;
  await client.query({ text: sql.text, values: sql.values });
  await client.query("delete from quality_total where month = $1", [period.from]);
  await client.query(
    `insert into quality_total (month, measure, top, bottom)
      select month, measure, sum(top), sum(bottom) from quality_count where month = $1 group by month, measure`,
    [period.from],
  );
  return true;
}
