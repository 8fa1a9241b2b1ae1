-- What a dossier looked like at the end of a past day. Only the clock stops remember earlier due days.

-- The due day its clock ran with; null while it waited.
create function due_day_at(dossier_id int, due date, ended date, at_day date) returns date language sql stable cost 2000 as $$
  select case when s.id is null then $2 when s.stopped_on <= $4 then null else s.due_on_before end
  from (select 1) one left join lateral (
    select id, stopped_on, due_on_before from dossier_clock_stop
    where dossier_clock_stop.dossier_id = $1 and coalesce(resumed_on, $3, 'infinity') > $4 order by stopped_at, id limit 1
  ) s on true
$$;

-- Did it wait for its applicant at the end of that day?
create function was_waiting_at(dossier_id int, ended date, at_day date) returns boolean language sql stable cost 2000 as $$
  select exists (
    select from dossier_clock_stop s where s.dossier_id = $1 and s.stopped_on <= $3 and coalesce(s.resumed_on, $2, 'infinity') > $3
  )
$$;
