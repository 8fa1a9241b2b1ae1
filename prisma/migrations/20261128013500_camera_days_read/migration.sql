-- Changes and outages are looked for from the first day that is not folded on, by an index: comparing each camera's with its own day read them all.
create index "camera_outage_ended_at_idx" on "camera_outage" ("ended_at");
do $$
declare
  was text := pg_get_functiondef('camera_days_since(int[], timestamptz, date)'::regprocedure);
  changes constant text := 'h.at > city_midnight(c.first) and h.at < c.ends';
  outages constant text := 'o.ended_at >= city_midnight(c.first) and o.ended_at < c.ends';
begin
  if position(changes in was) = 0 or position(outages in was) = 0 then raise exception 'camera_days_since no longer looks so for changes and outages'; end if;
  was := replace(was, changes, changes || ' and h.at > (select min(city_midnight(first)) from c) and h.at < (select max(ends) from c)');
  execute replace(was, outages, outages || ' and o.ended_at >= (select min(city_midnight(first)) from c) and o.ended_at < (select max(ends) from c)');
end $$;
-- How many days a stretch has is not foreseen: compiling the statement for what it seems to cost would take longer than all of it.
alter function camera_days_since(int[], timestamptz, date) set jit = off;
