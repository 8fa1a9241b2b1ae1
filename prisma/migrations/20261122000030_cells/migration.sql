-- The daily cells: what the dossiers' days add up to, kept in the transaction of the change itself.
--
-- A dossier tells facts: on a day, in a unit, for a procedure, through a channel, something happened once.
-- Triggers append the difference a change makes to dossier_delta; the fold moves deltas into dossier_cell at six levels.
-- A reader adds cells and deltas in one snapshot, so folding is housekeeping and never changes a number.
--
--   level  1 day × unit   2 day × procedure   3 month × unit × procedure   4 month × unit   5 month × procedure   6 day
--
-- Every level keeps the channel; 0 stands for "all" of a unit or a procedure. Levels, because the finest grain alone would
-- hardly be smaller than the dossiers themselves.
--
-- A stretch of lateness is counted in when it begins and out when it ends, so that "overdue at the end of day D" is one sum
-- over the days up to D. While a clock stop lies open there is no due day; a clock that ran out before a stop is late again
-- from the day it runs again (`running_from`: the last resumption, infinity while the clock stands).
--
-- A single statement must not change a dossier and its clock stops together (a data-modifying WITH): each trigger would count
-- the other's change too. Two statements of one transaction are right.

-- The first day a stretch of running clock counts as late, if it is still running then.
create function late_from(due date, running_from date) returns date language sql immutable
  return case when due is not null then greatest(due + 1, running_from) end;

-- Facts of one dossier: unit, procedure, channel, service level, accepted, due, ended, returned, outcome, result, working days
-- used, running from. Plain SQL over five numbered facts, so that the planner inlines it as a join with constants.
create function dossier_facts(int, int, channel, service_level, date, date, date, date, dossier_outcome, result_kind, int, date)
returns table (
  day date, unit_id int, procedure_id int, channel channel,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, open_due int, days_used bigint
) language sql immutable as $$
  select
    case fact
      when 1 then $5
      when 2 then $7
      when 3 then $8
      when 4 then late_from($6, $12)
      else $6
    end, $1, $2, $3,
    case when fact = 1 then 1 else 0 end,
    case when fact = 1 and $3 = 'ONLINE' and $4 = 'FULL' then 1 else 0 end,
    case when fact = 2 and $9 = 'EARLY' and $5 is not null then 1 else 0 end,
    case when fact = 2 and $9 = 'ON_TIME' and $5 is not null then 1 else 0 end,
    case when fact = 2 and $9 = 'LATE' and $5 is not null then 1 else 0 end,
    case when fact = 2 and $10 = 'REFUSED' then 1 else 0 end,
    case when fact = 2 and $9 = 'WITHDRAWN' and $5 is not null then 1 else 0 end,
    case when fact = 2 and $9 = 'STOPPED' and $5 is not null then 1 else 0 end,
    case when fact = 2 and $9 = 'NOT_ACCEPTED' then 1 else 0 end,
    case when fact = 3 then 1 else 0 end,
    case when fact = 4 then 1 else 0 end,
    case when fact = 2 and $5 is not null and late_from($6, $12) <= $7 then 1 else 0 end,
    0, 0,
    case when fact = 5 then 1 else 0 end,
    case when fact = 2 and $9 in ('EARLY', 'ON_TIME', 'LATE') and $5 is not null then coalesce($11, 0) else 0 end::bigint
  from (values (1), (2), (3), (4), (5)) v (fact)
  where case fact
    when 1 then $5 is not null
    when 2 then $7 is not null
    when 3 then $8 is not null
    when 4 then $5 is not null and late_from($6, $12) < 'infinity' and ($7 is null or late_from($6, $12) <= $7)
    else $6 is not null and $5 is not null and $7 is null and $12 is distinct from 'infinity'
  end
$$;

-- Facts of one clock stop: unit, procedure, channel of its dossier; stopped, resumed, due day before, running from.
create function clock_stop_facts(int, int, channel, date, date, date, date)
returns table (
  day date, unit_id int, procedure_id int, channel channel,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, open_due int, days_used bigint
) language sql immutable as $$
  select
    case fact
      when 1 then $4
      when 2 then greatest($4, $5)
      else late_from($6, $7)
    end, $1, $2, $3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    case when fact = 3 then 1 else 0 end,
    case when fact = 1 and late_from($6, $7) <= $4 then 1 else 0 end,
    case when fact = 1 then 1 else 0 end,
    case when fact = 2 then 1 else 0 end,
    0, 0::bigint
  from (values (1), (2), (3)) v (fact)
  where case fact
    when 1 then true
    when 2 then $5 is not null
    else late_from($6, $7) <= $4
  end
$$;

-- The clock stops of a dossier in their order. A dossier that ended while it waited waits no longer.
create function clock_stops_of(dossier_id int, ended date)
returns table (stopped_on date, resumed_on date, due_on_before date, running_from date) language sql stable as $$
  select s.stopped_on, coalesce(s.resumed_on, $2), s.due_on_before,
    lag(coalesce(s.resumed_on, $2, 'infinity')) over (order by s.stopped_at, s.id)
  from dossier_clock_stop s where s.dossier_id = $1
$$;

-- Every fact of every dossier, from the records alone: what cells and deltas together must equal.
create function all_dossier_facts()
returns table (
  day date, unit_id int, procedure_id int, channel channel,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, open_due int, days_used bigint
) language sql stable as $$
  select f.* from dossier d
    left join (
      select s.dossier_id, max(coalesce(s.resumed_on, o.ended_on, 'infinity')) as running_from
      from dossier_clock_stop s join dossier o on o.id = s.dossier_id group by s.dossier_id
    ) w on w.dossier_id = d.id
    cross join lateral dossier_facts(d.unit_id, d.procedure_id, d.channel, d.service_level, d.accepted_on, d.due_on, d.ended_on,
      d.returned_on, d.outcome, d.result_kind, d.working_days_used, w.running_from) f
  union all
  select f.* from (
      select d.unit_id, d.procedure_id, d.channel, s.stopped_on, coalesce(s.resumed_on, d.ended_on) as resumed_on, s.due_on_before,
        lag(coalesce(s.resumed_on, d.ended_on, 'infinity')) over (partition by s.dossier_id order by s.stopped_at, s.id) as running_from
      from dossier_clock_stop s join dossier d on d.id = s.dossier_id where d.accepted_on is not null
    ) s
    cross join lateral clock_stop_facts(s.unit_id, s.procedure_id, s.channel, s.stopped_on, s.resumed_on, s.due_on_before, s.running_from) f
$$;

-- What follows names the measures in many places, so they are listed once and the functions are made from the list.
do $make$
declare
  measures constant text[] := array['received', 'received_full', 'early', 'on_time', 'late', 'refused', 'withdrawn', 'stopped',
    'not_accepted', 'returned', 'overdue_in', 'overdue_out', 'waiting_in', 'waiting_out', 'open_due', 'days_used'];
  names constant text := array_to_string(measures, ', ');
  sums constant text := (select string_agg(format('sum(%1$s)::%2$s', m, case m when 'days_used' then 'bigint' else 'int' end), ', ') from unnest(measures) m);
  signed constant text := (select string_agg(format('sum(sign * %1$s)::%2$s', m, case m when 'days_used' then 'bigint' else 'int' end), ', ') from unnest(measures) m);
  negative constant text := (select string_agg(format('-sum(%1$s)::%2$s', m, case m when 'days_used' then 'bigint' else 'int' end), ', ') from unnest(measures) m);
  changed constant text := (select string_agg(format('sum(sign * %1$s) <> 0', m), ' or ') from unnest(measures) m);
  added constant text := (select string_agg(format('%1$s = c.%1$s + excluded.%1$s', m), ', ') from unnest(measures) m);
  opposite constant text := (select string_agg('-' || m, ', ') from unnest(measures) m);
  off constant text := (select string_agg(format('sum(%1$s) <> 0', m), ' or ') from unnest(measures) m);
  key constant text := 'day, unit_id, procedure_id, channel';
  -- A dossier row "d" as the arguments of dossier_facts, without the last.
  row_of constant text := (select string_agg('%1$s.' || c, ', ') from unnest(array['unit_id', 'procedure_id', 'channel', 'service_level',
    'accepted_on', 'due_on', 'ended_on', 'returned_on', 'outcome', 'result_kind', 'working_days_used']) c);
begin
  execute format($f$
    create function count_dossiers_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into dossier_delta (%1$s, %2$s)
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from inserted d cross join lateral dossier_facts(%4$s, null) f group by 1, 2, 3, 4;
      return null;
    end $$ $f$, key, names, sums, format(row_of, 'd'));

  -- The clock stops go first, while their dossier can still be read.
  create function count_dossier_before_delete() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from dossier_clock_stop where dossier_id = old.id;
    return old;
  end $$;

  execute format($f$
    create function count_dossiers_deleted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into dossier_delta (%1$s, %2$s)
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from deleted d cross join lateral dossier_facts(%4$s, null) f group by 1, 2, 3, 4;
      return null;
    end $$ $f$, key, names, negative, format(row_of, 'd'));

  execute format($f$
    create function count_dossier_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      ran_from date;
      runs_from date;
    begin
      select max(coalesce(s.resumed_on, old.ended_on, 'infinity')), max(coalesce(s.resumed_on, new.ended_on, 'infinity'))
        into ran_from, runs_from from dossier_clock_stop s where s.dossier_id = new.id;
      insert into dossier_delta (%1$s, %2$s)
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from (
        select -1 as sign, was.* from dossier_facts(%4$s, ran_from) was
        union all
        select 1, is_now.* from dossier_facts(%5$s, runs_from) is_now
      ) f group by 1, 2, 3, 4 having %6$s;
      if ran_from is not null and (old.unit_id, old.procedure_id, old.channel, old.accepted_on, old.ended_on)
          is distinct from (new.unit_id, new.procedure_id, new.channel, new.accepted_on, new.ended_on) then
        insert into dossier_delta (%1$s, %2$s)
        select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from (
          select -1 as sign, was.* from clock_stops_of(old.id, old.ended_on) s
            cross join lateral clock_stop_facts(old.unit_id, old.procedure_id, old.channel, s.stopped_on, s.resumed_on, s.due_on_before, s.running_from) was
          where old.accepted_on is not null
          union all
          select 1, is_now.* from clock_stops_of(new.id, new.ended_on) s
            cross join lateral clock_stop_facts(new.unit_id, new.procedure_id, new.channel, s.stopped_on, s.resumed_on, s.due_on_before, s.running_from) is_now
          where new.accepted_on is not null
        ) f group by 1, 2, 3, 4 having %6$s;
      end if;
      return null;
    end $$ $f$, key, names, signed, format(row_of, 'old'), format(row_of, 'new'), changed);

  -- The whole clock of the dossiers touched, before (removed rows back, added rows away) and after. The lock makes a change of
  -- the dossier itself wait for this transaction, so that neither misses the other.
  execute format($f$
    create function count_clock_stops(removed dossier_clock_stop[], added dossier_clock_stop[]) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if cardinality(removed || added) = 0 then
        return;
      end if;
      perform 1 from dossier where id in (select t.dossier_id from unnest(removed || added) t) order by id for no key update;
      insert into dossier_delta (%1$s, %2$s)
      with after as materialized (
        select * from dossier_clock_stop where dossier_id in (select t.dossier_id from unnest(removed || added) t)
      ), stop as materialized (
        select 1 as sign, * from after
        union all
        select -1, * from after where not exists (select from unnest(added) a where a.id = after.id)
        union all
        select -1, * from unnest(removed)
      ), clock as materialized (
        select s.sign, s.dossier_id, d.unit_id, d.procedure_id, d.channel, s.stopped_on, s.due_on_before,
          coalesce(s.resumed_on, d.ended_on) as resumed_on,
          lag(coalesce(s.resumed_on, d.ended_on, 'infinity')) over (partition by s.sign, s.dossier_id order by s.stopped_at, s.id) as running_from
        from stop s join dossier d on d.id = s.dossier_id where d.accepted_on is not null
      ), runs as (
        select sign, dossier_id, max(coalesce(resumed_on, 'infinity')) as running_from from clock group by 1, 2
      )
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from (
        select c.sign, s.* from clock c
          cross join lateral clock_stop_facts(c.unit_id, c.procedure_id, c.channel, c.stopped_on, c.resumed_on, c.due_on_before, c.running_from) s
        union all
        select v.sign, o.* from dossier d
          cross join (values (-1), (1)) v(sign)
          left join runs r on r.dossier_id = d.id and r.sign = v.sign
          cross join lateral dossier_facts(%4$s, r.running_from) o
        where d.id in (select t.dossier_id from unnest(removed || added) t)
      ) f group by 1, 2, 3, 4 having %5$s;
    end $$ $f$, key, names, signed, format(row_of, 'd'), changed);

  -- Moves up to `most` deltas into the cells, in one atomic statement. Returns how many; -1 when another fold is at work.
  execute format($f$
    create function fold_dossier_cells(most int default 50000) returns int language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      moved int;
    begin
      if not pg_try_advisory_xact_lock(7710130) then
        return -1;
      end if;
      with moving as materialized (
        delete from dossier_delta where id in (select id from dossier_delta order by id limit most) returning *
      ), fact as materialized (
        select %1$s, %2$s from (select %1$s, %3$s from moving group by %1$s) g (%1$s, %2$s)
      ), folded as (
        insert into dossier_cell as c (level, period, unit_id, procedure_id, channel, %2$s)
        select v.level, v.period, v.unit_id, v.procedure_id, fact.channel, %3$s
        from fact cross join lateral (values
          (1, day, fact.unit_id, 0), (2, day, 0, fact.procedure_id), (6, day, 0, 0),
          (3, date_trunc('month', day)::date, fact.unit_id, fact.procedure_id),
          (4, date_trunc('month', day)::date, fact.unit_id, 0),
          (5, date_trunc('month', day)::date, 0, fact.procedure_id)
        ) v (level, period, unit_id, procedure_id)
        group by 1, 2, 3, 4, 5 having %5$s order by 1, 2, 3, 4, 5
        on conflict (level, period, unit_id, procedure_id, channel) do update set %4$s
      )
      select count(*) into moved from moving;
      return moved;
    end $$ $f$, key, names, sums, added, off);

  -- Counts everything again from the records. Writers wait; readers go on with the old cells until this commits.
  execute format($f$
    create function rebuild_dossier_cells() returns void language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform pg_advisory_xact_lock(7710130);
      lock table dossier, dossier_clock_stop in share row exclusive mode;
      delete from dossier_delta;
      delete from dossier_cell;
      insert into dossier_cell (level, period, unit_id, procedure_id, channel, %1$s)
      select case when grouping(month) = 0 then 3 when grouping(procedure_id) = 1 then 1 else 2 end,
        coalesce(month, day), coalesce(unit_id, 0), coalesce(procedure_id, 0), channel, %2$s
      from (select date_trunc('month', f.day)::date as month, f.* from all_dossier_facts() f) f
      group by grouping sets ((day, unit_id, channel), (day, procedure_id, channel), (month, unit_id, procedure_id, channel));
      insert into dossier_cell (level, period, unit_id, procedure_id, channel, %1$s)
      select 4, period, unit_id, 0, channel, %2$s from dossier_cell where level = 3 group by period, unit_id, channel
      union all
      select 5, period, 0, procedure_id, channel, %2$s from dossier_cell where level = 3 group by period, procedure_id, channel
      union all
      select 6, period, 0, 0, channel, %2$s from dossier_cell where level = 1 group by period, channel;
    end $$ $f$, names, sums);

  -- The proof: cells and deltas against a full count of the records, at every level. No row: exact.
  execute format($f$
    create function differing_dossier_cells() returns table (level int, period date, unit_id int, procedure_id int, channel channel)
    language sql stable set search_path = public, pg_temp as $$
      select level, period, unit_id, procedure_id, channel from (
        select v.level, v.period, v.unit_id, v.procedure_id, f.channel, %2$s
        from (
          select %1$s, %2$s from all_dossier_facts()
          union all
          select %1$s, %3$s from dossier_delta
        ) f cross join lateral (values
          (1, day, f.unit_id, 0), (2, day, 0, f.procedure_id), (6, day, 0, 0),
          (3, date_trunc('month', day)::date, f.unit_id, f.procedure_id),
          (4, date_trunc('month', day)::date, f.unit_id, 0),
          (5, date_trunc('month', day)::date, 0, f.procedure_id)
        ) v (level, period, unit_id, procedure_id)
        union all
        select level, period, unit_id, procedure_id, channel, %3$s from dossier_cell
      ) both_sides group by 1, 2, 3, 4, 5 having %4$s
    $$ $f$, key, names, opposite, off);
end $make$;

create function count_clock_stops_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform count_clock_stops('{}', (select coalesce(array_agg(s::dossier_clock_stop), '{}') from inserted s));
  return null;
end $$;
create function count_clock_stops_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform count_clock_stops((select coalesce(array_agg(s::dossier_clock_stop), '{}') from was s), (select coalesce(array_agg(s::dossier_clock_stop), '{}') from is_now s));
  return null;
end $$;
create function count_clock_stops_deleted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform count_clock_stops((select coalesce(array_agg(s::dossier_clock_stop), '{}') from deleted s), '{}');
  return null;
end $$;
-- TRUNCATE shows no rows: the stops go by DELETE before it, and without dossiers nothing is left to count.
create function count_clock_stops_before_truncate() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from dossier_clock_stop;
  return null;
end $$;
create function count_dossiers_truncated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from dossier_delta;
  delete from dossier_cell;
  return null;
end $$;

create trigger count_inserted after insert on dossier referencing new table as inserted
  for each statement execute function count_dossiers_inserted();
create trigger count_before_delete before delete on dossier for each row execute function count_dossier_before_delete();
create trigger count_deleted after delete on dossier referencing old table as deleted
  for each statement execute function count_dossiers_deleted();
create trigger count_updated after update on dossier for each row
  when ((old.unit_id, old.procedure_id, old.channel, old.service_level, old.accepted_on, old.due_on, old.ended_on, old.returned_on,
      old.outcome, old.result_kind, old.working_days_used)
    is distinct from (new.unit_id, new.procedure_id, new.channel, new.service_level, new.accepted_on, new.due_on, new.ended_on,
      new.returned_on, new.outcome, new.result_kind, new.working_days_used))
  execute function count_dossier_updated();
create trigger count_truncated after truncate on dossier for each statement execute function count_dossiers_truncated();

create trigger count_inserted after insert on dossier_clock_stop referencing new table as inserted
  for each statement execute function count_clock_stops_inserted();
create trigger count_deleted after delete on dossier_clock_stop referencing old table as deleted
  for each statement execute function count_clock_stops_deleted();
create trigger count_updated after update on dossier_clock_stop referencing old table as was new table as is_now
  for each statement execute function count_clock_stops_updated();
create trigger count_before_truncate before truncate on dossier_clock_stop
  for each statement execute function count_clock_stops_before_truncate();

-- Cells with open work are few; they answer "now" without adding up the past.
create index dossier_cell_open_idx on dossier_cell (level, period) include (unit_id, procedure_id, channel, open_due) where open_due <> 0;
create index clock_stop_open_idx on dossier_clock_stop (stopped_on) where resumed_on is null;
alter table dossier_cell set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table dossier_delta set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- The application may fold and check; what changes numbers otherwise is for triggers and the owner.
revoke all on function count_clock_stops(dossier_clock_stop[], dossier_clock_stop[]), fold_dossier_cells(int), rebuild_dossier_cells(),
  count_dossiers_inserted(), count_dossiers_deleted(), count_dossier_before_delete(), count_dossier_updated(), count_dossiers_truncated(),
  count_clock_stops_inserted(), count_clock_stops_updated(), count_clock_stops_deleted(), count_clock_stops_before_truncate() from public;
grant execute on function fold_dossier_cells(int) to vong_lau_app;

select rebuild_dossier_cells();
