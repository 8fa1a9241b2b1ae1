-- Two things the numbers could not tell.
--
-- Due soon, of any day: a running clock is "due soon" from the day on which at most three working days are left until its due
-- day is past, it ends or it stops. Counted in and out like a stretch of lateness, so that it is a sum over the days up to the one
-- asked about. Which day that is depends on the calendar: due_window keeps what differs from plain weeks and follows the calendar.
--
-- What was known: a delta remembers the city's day on which it was written (the day its transaction began). One that tells of an
-- earlier day corrects the past; the fold keeps corrections in dossier_correction, which is only ever added to. For a day D not
-- after K, the figures of D as they were known at the end of K are the cells without what was corrected after K: a delta written
-- on W > K can only count towards D when it tells of a day before W.

alter table dossier_cell add column soon_in int not null default 0, add column soon_out int not null default 0;
alter table dossier_delta
  add column soon_in int not null default 0, add column soon_out int not null default 0,
  add column known_on date not null default (now() at time zone 'Asia/Ho_Chi_Minh')::date;

-- Measures that did not change are null: a row is as long as what it tells.
create table dossier_correction (
  known_on date not null,
  day date not null,
  unit_id int not null,
  procedure_id int not null,
  channel channel not null,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, soon_in int, soon_out int, days_used bigint,
  constraint dossier_correction_is_of_the_past check (day < known_on)
);
-- Rows come in the order of known_on, so an index of blocks finds them and costs an import nothing.
create index dossier_correction_known_on_idx on dossier_correction using brin (known_on) with (pages_per_range = 16, autosummarize = on);

-- From which day on corrections have been kept: before it nobody can say what was known.
create table figure_history (
  id smallint not null default 1,
  since date not null,
  constraint figure_history_pkey primary key (id),
  constraint figure_history_is_one check (id = 1)
);
insert into figure_history (since) values ((now() at time zone 'Asia/Ho_Chi_Minh')::date);

create table due_window (
  due_on date not null,
  soon_from date not null,
  constraint due_window_pkey primary key (due_on)
);
grant select on dossier_correction, figure_history, due_window to vong_lau_app;

-- The first day with at most three working days left: the fourth working day counted back from the due day, itself included.
create function soon_from(due date, decided date) returns date language sql immutable
  return coalesce(decided, due - (array[5, 5, 5, 3, 3, 4, 5])[extract(isodow from due)::int]);

-- The day a stretch of running clock, begun on the later of two days and ended on a third, became due soon; null when it never was.
create function soon_in_on(due date, soon_from date, accepted date, running_from date, ended date) returns date language sql immutable
  return case
    when due is not null and accepted is not null and greatest(soon_from, accepted, running_from) <= due
      and (ended is null or greatest(soon_from, accepted, running_from) < ended)
    then greatest(soon_from, accepted, running_from) end;

drop function all_dossier_facts();
drop function dossier_facts(int, int, channel, service_level, date, date, date, date, dossier_outcome, result_kind, int, date);
drop function clock_stop_facts(int, int, channel, date, date, date, date);

-- Facts of one dossier: unit, procedure, channel, service level, accepted, due, ended, returned, outcome, result, working days
-- used, running from, soon from. Plain SQL over numbered facts, so that the planner inlines it as a join with constants.
-- It stops being due soon on the day it ends or on the day it is late, whichever comes first: both are facts already.
create function dossier_facts(int, int, channel, service_level, date, date, date, date, dossier_outcome, result_kind, int, date, date)
returns table (
  day date, unit_id int, procedure_id int, channel channel,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, soon_in int, soon_out int, open_due int, days_used bigint
) language sql immutable as $$
  select
    case fact
      when 1 then $5
      when 2 then $7
      when 3 then $8
      when 4 then late_from($6, $12)
      when 5 then $6
      else soon_in_on($6, $13, $5, $12, $7)
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
    case when fact = 6 or (fact = 1 and soon_in_on($6, $13, $5, $12, $7) = $5) then 1 else 0 end,
    case
      when fact = 2 and $7 <= $6 + 1 and soon_in_on($6, $13, $5, $12, $7) is not null then 1
      when fact = 4 and ($7 is null or $7 > $6 + 1) and soon_in_on($6, $13, $5, $12, $7) is not null then 1
      else 0
    end,
    case when fact = 5 then 1 else 0 end,
    case when fact = 2 and $9 in ('EARLY', 'ON_TIME', 'LATE') and $5 is not null then coalesce($11, 0) else 0 end::bigint
  from (values (1), (2), (3), (4), (5), (6)) v (fact)
  where case fact
    when 1 then $5 is not null
    when 2 then $7 is not null
    when 3 then $8 is not null
    when 4 then $5 is not null and late_from($6, $12) < 'infinity' and ($7 is null or late_from($6, $12) <= $7)
    when 5 then $6 is not null and $5 is not null and $7 is null and $12 is distinct from 'infinity'
    else soon_in_on($6, $13, $5, $12, $7) > $5
  end
$$;

-- Facts of one clock stop: unit, procedure, channel of its dossier; stopped, resumed, due day before, running from; accepted and
-- soon from of the stretch it ended.
create function clock_stop_facts(int, int, channel, date, date, date, date, date, date)
returns table (
  day date, unit_id int, procedure_id int, channel channel,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, soon_in int, soon_out int, open_due int, days_used bigint
) language sql immutable as $$
  select
    case fact
      when 1 then $4
      when 2 then greatest($4, $5)
      when 3 then late_from($6, $7)
      else soon_in_on($6, $9, $8, $7, $4)
    end, $1, $2, $3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    case when fact = 3 then 1 else 0 end,
    case when fact = 1 and late_from($6, $7) <= $4 then 1 else 0 end,
    case when fact = 1 then 1 else 0 end,
    case when fact = 2 then 1 else 0 end,
    case when fact = 4 then 1 else 0 end,
    case
      when fact = 1 and $4 <= $6 + 1 and soon_in_on($6, $9, $8, $7, $4) is not null then 1
      when fact = 3 and $4 > $6 + 1 and soon_in_on($6, $9, $8, $7, $4) is not null then 1
      else 0
    end,
    0, 0::bigint
  from (values (1), (2), (3), (4)) v (fact)
  where case fact
    when 1 then true
    when 2 then $5 is not null
    when 3 then late_from($6, $7) <= $4
    else soon_in_on($6, $9, $8, $7, $4) is not null
  end
$$;

-- The facts of the dossiers and clock stops that ran to one of these due days, from the records alone; null: all of them.
create function dossier_facts_due_on(due_days date[])
returns table (
  day date, unit_id int, procedure_id int, channel channel,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, soon_in int, soon_out int, open_due int, days_used bigint
) language sql stable as $$
  select f.* from dossier d
    left join (
      select s.dossier_id, max(coalesce(s.resumed_on, o.ended_on, 'infinity')) as running_from
      from dossier_clock_stop s join dossier o on o.id = s.dossier_id group by s.dossier_id
    ) r on r.dossier_id = d.id
    left join due_window w on w.due_on = d.due_on
    cross join lateral dossier_facts(d.unit_id, d.procedure_id, d.channel, d.service_level, d.accepted_on, d.due_on, d.ended_on,
      d.returned_on, d.outcome, d.result_kind, d.working_days_used, r.running_from, soon_from(d.due_on, w.soon_from)) f
  where $1 is null or d.due_on = any($1)
  union all
  select f.* from (
      select d.unit_id, d.procedure_id, d.channel, d.accepted_on, s.stopped_on, coalesce(s.resumed_on, d.ended_on) as resumed_on, s.due_on_before,
        lag(coalesce(s.resumed_on, d.ended_on, 'infinity')) over (partition by s.dossier_id order by s.stopped_at, s.id) as running_from
      from dossier_clock_stop s join dossier d on d.id = s.dossier_id where d.accepted_on is not null
    ) s
    left join due_window w on w.due_on = s.due_on_before
    cross join lateral clock_stop_facts(s.unit_id, s.procedure_id, s.channel, s.stopped_on, s.resumed_on, s.due_on_before, s.running_from,
      s.accepted_on, soon_from(s.due_on_before, w.soon_from)) f
  where $1 is null or s.due_on_before = any($1)
$$;

-- Every fact of every dossier: what cells and deltas together must equal.
create function all_dossier_facts()
returns table (
  day date, unit_id int, procedure_id int, channel channel,
  received int, received_full int, early int, on_time int, late int, refused int, withdrawn int, stopped int, not_accepted int,
  returned int, overdue_in int, overdue_out int, waiting_in int, waiting_out int, soon_in int, soon_out int, open_due int, days_used bigint
) language sql stable as $$ select * from dossier_facts_due_on(null) $$;

-- What names the measures in many places is made from one list, as before.
do $make$
declare
  measures constant text[] := array['received', 'received_full', 'early', 'on_time', 'late', 'refused', 'withdrawn', 'stopped',
    'not_accepted', 'returned', 'overdue_in', 'overdue_out', 'waiting_in', 'waiting_out', 'soon_in', 'soon_out', 'open_due', 'days_used'];
  -- Open work is counted on its due day, not on the day it became so: it is of now and has no past to correct.
  corrected constant text[] := array_remove(measures, 'open_due');
  names constant text := array_to_string(measures, ', ');
  sums constant text := (select string_agg(format('sum(%1$s)::%2$s', m, case m when 'days_used' then 'bigint' else 'int' end), ', ') from unnest(measures) m);
  signed constant text := (select string_agg(format('sum(sign * %1$s)::%2$s', m, case m when 'days_used' then 'bigint' else 'int' end), ', ') from unnest(measures) m);
  negative constant text := (select string_agg(format('-sum(%1$s)::%2$s', m, case m when 'days_used' then 'bigint' else 'int' end), ', ') from unnest(measures) m);
  changed constant text := (select string_agg(format('sum(sign * %1$s) <> 0', m), ' or ') from unnest(measures) m);
  added constant text := (select string_agg(format('%1$s = c.%1$s + excluded.%1$s', m), ', ') from unnest(measures) m);
  opposite constant text := (select string_agg('-' || m, ', ') from unnest(measures) m);
  off constant text := (select string_agg(format('sum(%1$s) <> 0', m), ' or ') from unnest(measures) m);
  corrected_names constant text := array_to_string(corrected, ', ');
  corrected_sums constant text := (select string_agg(format('nullif(sum(%1$s), 0)', m), ', ') from unnest(corrected) m);
  corrected_off constant text := (select string_agg(format('sum(%1$s) <> 0', m), ' or ') from unnest(corrected) m);
  key constant text := 'day, unit_id, procedure_id, channel';
  -- A dossier row as the arguments of dossier_facts, without the last two.
  row_of constant text := (select string_agg('%1$s.' || c, ', ') from unnest(array['unit_id', 'procedure_id', 'channel', 'service_level',
    'accepted_on', 'due_on', 'ended_on', 'returned_on', 'outcome', 'result_kind', 'working_days_used']) c);
  corrections constant text := format('insert into dossier_correction (known_on, %1$s, %2$s) select known_on, %1$s, %3$s from ', key, corrected_names, corrected_sums)
    || '%s where day < known_on group by known_on, ' || key || ' having ' || corrected_off;
begin
  execute format($f$
    create or replace function count_dossiers_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into dossier_delta (%1$s, %2$s)
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from inserted d left join due_window w on w.due_on = d.due_on
        cross join lateral dossier_facts(%4$s, null, soon_from(d.due_on, w.soon_from)) f group by 1, 2, 3, 4;
      return null;
    end $$ $f$, key, names, sums, format(row_of, 'd'));

  execute format($f$
    create or replace function count_dossiers_deleted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into dossier_delta (%1$s, %2$s)
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from deleted d left join due_window w on w.due_on = d.due_on
        cross join lateral dossier_facts(%4$s, null, soon_from(d.due_on, w.soon_from)) f group by 1, 2, 3, 4;
      return null;
    end $$ $f$, key, names, negative, format(row_of, 'd'));

  execute format($f$
    create or replace function count_dossier_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      ran_from date;
      runs_from date;
      was_soon_from date := soon_from(old.due_on, (select w.soon_from from due_window w where w.due_on = old.due_on));
      is_soon_from date := soon_from(new.due_on, (select w.soon_from from due_window w where w.due_on = new.due_on));
    begin
      select max(coalesce(s.resumed_on, old.ended_on, 'infinity')), max(coalesce(s.resumed_on, new.ended_on, 'infinity'))
        into ran_from, runs_from from dossier_clock_stop s where s.dossier_id = new.id;
      insert into dossier_delta (%1$s, %2$s)
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from (
        select -1 as sign, was.* from dossier_facts(%4$s, ran_from, was_soon_from) was
        union all
        select 1, is_now.* from dossier_facts(%5$s, runs_from, is_soon_from) is_now
      ) f group by 1, 2, 3, 4 having %6$s;
      if ran_from is not null and (old.unit_id, old.procedure_id, old.channel, old.accepted_on, old.ended_on)
          is distinct from (new.unit_id, new.procedure_id, new.channel, new.accepted_on, new.ended_on) then
        insert into dossier_delta (%1$s, %2$s)
        select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from (
          select -1 as sign, was.* from clock_stops_of(old.id, old.ended_on) s left join due_window w on w.due_on = s.due_on_before
            cross join lateral clock_stop_facts(old.unit_id, old.procedure_id, old.channel, s.stopped_on, s.resumed_on, s.due_on_before,
              s.running_from, old.accepted_on, soon_from(s.due_on_before, w.soon_from)) was
          where old.accepted_on is not null
          union all
          select 1, is_now.* from clock_stops_of(new.id, new.ended_on) s left join due_window w on w.due_on = s.due_on_before
            cross join lateral clock_stop_facts(new.unit_id, new.procedure_id, new.channel, s.stopped_on, s.resumed_on, s.due_on_before,
              s.running_from, new.accepted_on, soon_from(s.due_on_before, w.soon_from)) is_now
          where new.accepted_on is not null
        ) f group by 1, 2, 3, 4 having %6$s;
      end if;
      return null;
    end $$ $f$, key, names, signed, format(row_of, 'old'), format(row_of, 'new'), changed);

  execute format($f$
    create or replace function count_clock_stops(removed dossier_clock_stop[], added dossier_clock_stop[]) returns void
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
        select s.sign, s.dossier_id, d.unit_id, d.procedure_id, d.channel, d.accepted_on, s.stopped_on, s.due_on_before,
          coalesce(s.resumed_on, d.ended_on) as resumed_on,
          lag(coalesce(s.resumed_on, d.ended_on, 'infinity')) over (partition by s.sign, s.dossier_id order by s.stopped_at, s.id) as running_from
        from stop s join dossier d on d.id = s.dossier_id where d.accepted_on is not null
      ), runs as (
        select sign, dossier_id, max(coalesce(resumed_on, 'infinity')) as running_from from clock group by 1, 2
      )
      select f.day, f.unit_id, f.procedure_id, f.channel, %3$s from (
        select c.sign, s.* from clock c left join due_window w on w.due_on = c.due_on_before
          cross join lateral clock_stop_facts(c.unit_id, c.procedure_id, c.channel, c.stopped_on, c.resumed_on, c.due_on_before, c.running_from,
            c.accepted_on, soon_from(c.due_on_before, w.soon_from)) s
        union all
        select v.sign, o.* from dossier d
          cross join (values (-1), (1)) v(sign)
          left join runs r on r.dossier_id = d.id and r.sign = v.sign
          left join due_window w on w.due_on = d.due_on
          cross join lateral dossier_facts(%4$s, r.running_from, soon_from(d.due_on, w.soon_from)) o
        where d.id in (select t.dossier_id from unnest(removed || added) t)
      ) f group by 1, 2, 3, 4 having %5$s;
    end $$ $f$, key, names, signed, format(row_of, 'd'), changed);

  -- Moves up to `most` deltas into the cells, and what corrected the past into the corrections, in one atomic statement.
  -- Returns how many; -1 when another fold is at work.
  execute format($f$
    create or replace function fold_dossier_cells(most int default 50000) returns int language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      moved int;
    begin
      if not pg_try_advisory_xact_lock(7710130) then
        return -1;
      end if;
      with moving as materialized (
        delete from dossier_delta where id in (select id from dossier_delta order by id limit most) returning *
      ), kept as (
        %6$s
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
    end $$ $f$, key, names, sums, added, off, format(corrections, 'moving'));

  -- Counts everything again from the records. Writers wait; readers go on with the old cells until this commits. What the deltas
  -- told of the past stays; a wrong cell that is mended here is mended for every day it could be asked about.
  execute format($f$
    create or replace function rebuild_dossier_cells() returns void language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform pg_advisory_xact_lock(7710130);
      lock table dossier, dossier_clock_stop in share row exclusive mode;
      %3$s;
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
    end $$ $f$, names, sums, format(corrections, 'dossier_delta'));

  execute format($f$
    create or replace function differing_dossier_cells() returns table (level int, period date, unit_id int, procedure_id int, channel channel)
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

-- Without dossiers nothing is left to count, and what was known before cannot be told any more: the history begins anew.
create or replace function count_dossiers_truncated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from dossier_delta;
  delete from dossier_cell;
  delete from dossier_correction;
  update figure_history set since = (now() at time zone 'Asia/Ho_Chi_Minh')::date;
  return null;
end $$;

-- The calendar's say about "three working days before". Plain weeks need no row. When a decision moves that day for dossiers on
-- record, their count moves with it, as a change like any other.
create function follow_calendar() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  days date[];
  windows date[];
  moved date[];
begin
  with span as (
    select min(d) - 60 as first, max(d) + 60 as last from (select "on" from calendar_day union all select due_on from due_window) t (d)
  ), day as (
    select g::date as day, case when extract(isodow from g) < 6
        then not exists (select from calendar_day c where c."on" = g::date and c.superseded_at is null and c.kind <> 'MAKE_UP')
        else exists (select from calendar_day c where c."on" = g::date and c.superseded_at is null and c.kind = 'MAKE_UP') end as is_worked
    from span, generate_series(first, last, interval '1 day') g
  ), counted as (
    select day, is_worked, count(*) filter (where is_worked) over (order by day) as n from day
  )
  select array_agg(c.day), array_agg(w.day) into days, windows
    from counted c join counted w on w.is_worked and w.n = c.n - 3, span
    where c.day >= span.first + 60 and w.day <> soon_from(c.day, null);
  select array_agg(coalesce(n.due_on, w.due_on)) into moved
    from unnest(days, windows) n (due_on, soon_from) full join due_window w on w.due_on = n.due_on
    where n.soon_from is distinct from w.soon_from;
  if moved is null then
    return null;
  end if;
  if exists (select from dossier) then
    lock table dossier, dossier_clock_stop in share row exclusive mode;
  end if;
  insert into dossier_delta (day, unit_id, procedure_id, channel, soon_in, soon_out)
    select day, unit_id, procedure_id, channel, -sum(soon_in), -sum(soon_out) from dossier_facts_due_on(moved)
    group by 1, 2, 3, 4 having sum(soon_in) <> 0 or sum(soon_out) <> 0;
  delete from due_window where due_on = any(moved);
  insert into due_window (due_on, soon_from)
    select n.due_on, n.soon_from from unnest(days, windows) n (due_on, soon_from) where n.due_on = any(moved);
  insert into dossier_delta (day, unit_id, procedure_id, channel, soon_in, soon_out)
    select day, unit_id, procedure_id, channel, sum(soon_in), sum(soon_out) from dossier_facts_due_on(moved)
    group by 1, 2, 3, 4 having sum(soon_in) <> 0 or sum(soon_out) <> 0;
  return null;
end $$;
create trigger follow_calendar after insert or update or delete or truncate on calendar_day
  for each statement execute function follow_calendar();
revoke all on function follow_calendar() from public;

-- The windows of a calendar that is there already.
update calendar_day set id = id;

select rebuild_dossier_cells();
