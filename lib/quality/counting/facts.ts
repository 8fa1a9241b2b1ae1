import type { Day, DayRange } from "@/lib/calendar/model";
import { intList } from "@/lib/cells/queries";
import { Prisma } from "@/lib/db/client";
import type { ListedMeasure } from "../model";

/** Whose facts: null is every unit's. */
export type Units = readonly number[] | null;
const within = (units: Units) => (units ? Prisma.sql`and d.unit_id = any(${intList(units)})` : Prisma.empty);

/** What is told of every dossier, whatever is counted. */
const own = Prisma.sql`d.id, d.code, d.unit_id, d.receiving_unit_id, d.procedure_id, d.accepted_on, d.due_on, d.ended_on`;

/**
 * The dossiers accepted in a month as QĐ 766/2022 judges them at its end (or today, while it runs), one row each: `fault` says why a
 * dossier is not on time, null that it is. What is asked beside a dossier's own row is a value each, so that a list of one measure reads
 * no more than that measure asks.
 *
 * On time: ended no later than due; an end is the end of processing, else the return, and for what was withdrawn or stopped the day it
 * was. What has not ended is held against the day of judgement, what waits for its applicant against the day it was asked. More
 * than one supplement is late whatever the days. The due day is the first appointment, moved only by what the clock stood.
 */
export function receivedFacts({ from, to }: DayRange, units: Units): Prisma.Sql {
  return Prisma.sql`
    select ${own}, d.channel = 'ONLINE' as is_online,
      case
        when d.supplement_count > 1 then 'supplements'
        when e.on <= ${to}::date then
          case when e.on > d.due_on then case when d.outcome in ('WITHDRAWN', 'STOPPED') then 'left-late' else 'late' end end
        else (
          select case
            when s.stopped_on is not null then case when s.stopped_on > s.due_on_before then 'asked-late' end
            when due_day_at(d.id, d.due_on, d.ended_on, ${to}::date) < ${to}::date then 'overdue'
          end from (select) one left join lateral (
            select stopped_on, due_on_before from dossier_clock_stop
            where dossier_id = d.id and stopped_on <= ${to}::date and coalesce(resumed_on, d.ended_on, 'infinity') > ${to}::date
            order by stopped_at, id limit 1
          ) s on true
        )
      end as fault,
      d.channel <> 'ONLINE' or (e.on <= ${to}::date and d.result_kind is not null and not ${hasFile("RESULT")}) as is_not_counted_online,
      exists (${feesOf}) as is_owed, exists (${feesOf} and method = 'ONLINE' and paid_at is not null) as is_paid_online,
      ${hasFile("PAPER")} as has_scan,
      exists (select from dossier_paper where dossier_id = d.id and is_reused and struck_at is null) as is_reused,
      exists (select from exchange_message where dossier_id = d.id and direction = 'OUT' and status = 'DONE') as is_sent,
      coalesce((select score from dossier_rating where dossier_id = d.id) <= 2, false) as is_disliked,
      case when w.id is not null then k.kind in ${deskKinds} end as is_at_desk
    from dossier d cross join lateral (select coalesce(d.ended_on, d.returned_on) as on) e
      left join unit k on k.id = d.receiving_unit_id
      left join (${unitsWithDesk(from, to)}) w on w.id = d.unit_id
    where d.accepted_on between ${from}::date and ${to}::date ${within(units)}`;
}
const deskKinds = Prisma.sql`('ONE_STOP_DESK', 'SERVICE_CENTRE')`;
/**
 * The units for which a one-stop desk is known: the desk itself, whatever it stands right below, and, where that is no ward's, commune's or
 * special zone's own, the other parts of the same agency. Of the rest it cannot be told where they take dossiers in.
 */
const unitsWithDesk = (from: Day, to: Day) => Prisma.sql`
  select distinct u.id from unit u join unit k on k.kind in ${deskKinds}
    and k.valid_from <= ${to}::date and coalesce(k.valid_until, 'infinity') >= ${from}::date
    and (k.id = u.id or k.parent_id = u.id or (k.parent_id = u.parent_id and u.kind not in ('WARD', 'COMMUNE', 'SPECIAL_ZONE')))`;
const hasFile = (kind: "RESULT" | "PAPER") =>
  Prisma.sql`exists (select from dossier_file where dossier_id = d.id and removed_at is null and kind = ${kind}::dossier_file_kind)`;
const feesOf = Prisma.sql`select from dossier_fee where dossier_id = d.id and amount_dong > 0 and method is distinct from 'WAIVED'`;

/**
 * The dossiers resolved in a month, one row each, with the points TT 01/2018 Đ.13 gives them: 2 before the day, 1 on it, 0 after it;
 * the same for the worst of the agencies and steps it went through (null where none has a day); 2 without a supplement, 1 with one,
 * 0 with more.
 */
export function resolvedFacts({ from, to }: DayRange, units: Units): Prisma.Sql {
  return Prisma.sql`
    select ${own},
      ${hasFile("RESULT")} as has_result,
      case d.outcome when 'EARLY' then 2 when 'ON_TIME' then 1 else 0 end as time_points,
      (
        select min(case when told.done < told.due then 2 when told.done = told.due then 1 else 0 end) from (
          select (s.ended_at at time zone 'Asia/Ho_Chi_Minh')::date as done, (s.due_at at time zone 'Asia/Ho_Chi_Minh')::date as due
          from dossier_step s where s.dossier_id = d.id and s.ended_at is not null and s.due_at is not null
          union all
          select (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date, c.due_on
          from dossier_consultation c where c.dossier_id = d.id and c.answered_at is not null
        ) told
      ) as agency_points,
      greatest(0, 2 - d.supplement_count) as supplement_points
    from dossier d
    where d.ended_on between ${from}::date and ${to}::date and d.accepted_on is not null
      and d.outcome in ('EARLY', 'ON_TIME', 'LATE') ${within(units)}`;
}

/** What citizens said in a month of the officials they met, and of how these explained and took remarks: 0, 1 or 2, null where they did not. */
export function ratingFacts({ from, to }: DayRange, units: Units): Prisma.Sql {
  return Prisma.sql`
    select ${own}, r.attitude, r.explanation
    from dossier_rating r join dossier d on d.id = r.dossier_id
    where r.at >= ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
      and r.at < (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' ${within(units)}`;
}

/** The facts behind a measure, and which of them cost points and why: the list behind a number cannot differ from it. */
export function lostOf(measure: ListedMeasure, period: DayRange, units: Units): { facts: Prisma.Sql; reason: Prisma.Sql } {
  const received = () => receivedFacts(period, units);
  const resolved = () => resolvedFacts(period, units);
  switch (measure) {
    case "on-time":
      return { facts: received(), reason: Prisma.sql`f.fault` };
    case "received-online":
      return {
        facts: received(),
        reason: Prisma.sql`case when f.is_not_counted_online then case when f.is_online then 'paper-result' else 'on-paper' end end`,
      };
    case "paid-online":
      return {
        facts: received(),
        reason: Prisma.sql`case when f.is_owed and not f.is_paid_online then 'not-online-payment' end`,
      };
    case "papers-scanned":
      return { facts: received(), reason: Prisma.sql`case when not f.is_online and not f.has_scan then 'no-file' end` };
    case "papers-reused":
      return { facts: received(), reason: Prisma.sql`case when not f.is_reused then 'not-reused' end` };
    case "synchronised":
      return { facts: received(), reason: Prisma.sql`case when not f.is_sent then 'not-sent' end` };
    case "satisfied":
      return {
        facts: received(),
        reason: Prisma.sql`coalesce(f.fault, case when f.is_disliked then 'disliked' end)`,
      };
    case "electronic-results":
      return { facts: resolved(), reason: Prisma.sql`case when not f.has_result then 'paper-result' end` };
    case "tt01-total-time":
      return { facts: resolved(), reason: Prisma.sql`case f.time_points when 0 then 'late' when 1 then 'on-the-day' end` };
    case "tt01-agency-time":
      return { facts: resolved(), reason: Prisma.sql`case f.agency_points when 0 then 'step-late' when 1 then 'on-the-day' end` };
    case "tt01-supplements":
      return {
        facts: resolved(),
        reason: Prisma.sql`case f.supplement_points when 0 then 'supplements' when 1 then 'asked-once' end`,
      };
    case "tt01-one-stop":
      return { facts: received(), reason: Prisma.sql`case when not f.is_at_desk then 'not-at-desk' end` };
    case "tt01-attitude":
      return { facts: ratingFacts(period, units), reason: Prisma.sql`case when f.attitude < 2 then 'attitude' end` };
    case "tt01-feedback":
      return { facts: ratingFacts(period, units), reason: Prisma.sql`case when f.explanation < 2 then 'explanation' end` };
  }
}

/**
 * The procedures of each unit on a day. Whose they are: of the units the catalogue names as settling them; where it names none, of
 * every ward, commune and special zone for those of the communes' level. Complete: published with limit, papers, steps, legal basis and
 * result. Payable online: with a fee and offered as a full online service, of which payment is a part (NĐ 42/2022).
 * Published in time: on the day it takes effect at the latest, for the decision that announces a procedure is made five working days before
 * and the procedure is made public within five (NĐ 63/2010, NĐ 92/2017; *unverified*: no text of QĐ 766 we read says how it counts). Judged are
 * those that took effect after the first was published here: where the others were published before, nobody here can tell.
 */
export function procedureFacts(on: Day): Prisma.Sql {
  return Prisma.sql`
    with facts as materialized (
      select p.id, p.is_published, p.level, p.valid_from > (select min(first_published_on) from procedure) as is_judged,
        coalesce(p.first_published_on <= p.valid_from, false) as is_in_time,
        p.legal_basis is not null and p.result_name is not null
          and exists (select from procedure_time_limit t where t.procedure_id = p.id and t.valid_from <= ${on}::date and coalesce(t.valid_until, 'infinity') >= ${on}::date)
          and exists (select from procedure_paper t where t.procedure_id = p.id and t.valid_from <= ${on}::date and coalesce(t.valid_until, 'infinity') >= ${on}::date)
          and exists (select from procedure_step t where t.procedure_id = p.id and t.valid_from <= ${on}::date and coalesce(t.valid_until, 'infinity') >= ${on}::date) as is_complete,
        exists (select from procedure_fee t where t.procedure_id = p.id and t.amount_dong > 0 and t.valid_from <= ${on}::date and coalesce(t.valid_until, 'infinity') >= ${on}::date) as has_fee,
        (select t.level from procedure_service_level t where t.procedure_id = p.id and t.valid_from <= ${on}::date and coalesce(t.valid_until, 'infinity') >= ${on}::date
          order by t.valid_from desc, t.id desc limit 1) as service
      from procedure p where p.valid_from <= ${on}::date and coalesce(p.valid_until, 'infinity') >= ${on}::date
    ), settling as (
      select distinct procedure_id, unit_id from procedure_settler where valid_from <= ${on}::date and coalesce(valid_until, 'infinity') >= ${on}::date
    ), offered as (
      select s.unit_id, f.* from settling s join facts f on f.id = s.procedure_id
      union all
      select u.id, f.* from facts f join unit u on u.kind in ('WARD', 'COMMUNE', 'SPECIAL_ZONE')
        where f.level = 'COMMUNE' and not exists (select from settling s where s.procedure_id = f.id)
    )
    select o.unit_id, o.id as procedure_id, o.is_published, o.is_complete, o.has_fee, o.is_judged, o.is_in_time,
      coalesce(o.service in ('PARTIAL', 'FULL'), false) as is_online, o.has_fee and coalesce(o.service = 'FULL', false) as is_payable_online
    from offered o join unit u on u.id = o.unit_id
    where u.valid_from <= ${on}::date and coalesce(u.valid_until, 'infinity') >= ${on}::date`;
}
