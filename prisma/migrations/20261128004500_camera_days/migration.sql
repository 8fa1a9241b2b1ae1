-- How each camera stood at the end of each day, and for how long it had shown by then: what the figures of any past day are read from. A row is
-- made when its day is over, from changes, outages and maintenance; whatever is written later about such a day makes the rows from it on count for
-- nothing until they are made again, and meanwhile they are counted from the records. So the figures are the same, folded or not.

-- Of the days before a camera was entered here nothing is known of it, whenever it was put up.
alter table "camera" add column "added_at" timestamptz(3) not null default now();

create table "camera_day" (
  "on" date not null,
  "camera_id" integer not null,
  "state" "camera_state" not null,
  "is_maintained" boolean not null,
  "online_ms" bigint not null,
  "trouble_ms" bigint not null,
  "restored" integer not null,
  "restored_ms" bigint not null,
  constraint "camera_day_pkey" primary key ("on", "camera_id")
);
create index "camera_day_camera_id_idx" on "camera_day" ("camera_id");
alter table "camera_day" add constraint "camera_day_camera_id_fkey" foreign key ("camera_id") references "camera" ("id") on delete cascade on update cascade;
create table "camera_fold" (
  "camera_id" integer not null,
  "until" date not null,
  constraint "camera_fold_pkey" primary key ("camera_id")
);
alter table "camera_fold" add constraint "camera_fold_camera_id_fkey" foreign key ("camera_id") references "camera" ("id") on delete cascade on update cascade;
grant select on "camera_day", "camera_fold" to vong_lau_app;

create function "city_day"(at timestamptz) returns date language sql immutable parallel safe as $$ select (at at time zone 'Asia/Ho_Chi_Minh')::date $$;
create function "city_midnight"(day date) returns timestamptz language sql immutable parallel safe as $$ select day::timestamp at time zone 'Asia/Ho_Chi_Minh' $$;

-- The days of cameras that were not folded, up to a day and not beyond an instant; their sums run on from the last that was. A day in which a camera
-- was not in service adds nothing; maintenance counts neither for nor against it. What sharesOf and restoredOf of lib/cameras/rules.ts say of one.
create function "camera_days_since"(asked int[], "at" timestamptz, last date) returns setof "camera_day" language sql stable set search_path = public, pg_temp as $$
  with c as materialized (
    select camera.id, camera.valid_from, camera.valid_until, coalesce(f.until + 1, greatest(camera.valid_from, city_day(camera.added_at))) as first, f.until,
      date_trunc('milliseconds', least($2, city_midnight($3 + 1))) as ends, m.spans
    from camera left join camera_fold f on f.camera_id = camera.id
      left join lateral (select range_agg(tstzrange(from_at, until_at)) as spans from camera_maintenance where camera_id = camera.id) m on true
    where camera.id = any ($1)
  ), told as (
    select c.id as camera_id, city_midnight(c.first) as from_at, 0::bigint as n,
      coalesce((select h.state from camera_change h where h.camera_id = c.id and h.at <= city_midnight(c.first) order by h.at desc, h.id desc limit 1), 'UNKNOWN') as state
    from c where city_midnight(c.first) < c.ends
    union all
    select h.camera_id, h.at, h.id, h.state from c join camera_change h on h.camera_id = c.id and h.at > city_midnight(c.first) and h.at < c.ends
  ), spans as (
    select t.*, coalesce(lead(t.from_at) over (partition by t.camera_id order by t.from_at, t.n), c.ends) as until_at from told t join c on c.id = t.camera_id
  ), pieces as (
    select s.camera_id, d.day::date as day, s.state, s.from_at, s.n, c.spans as maintained,
      (d.day::date >= c.valid_from and (c.valid_until is null or d.day::date <= c.valid_until)) as is_counted,
      greatest(s.from_at, city_midnight(d.day::date)) as begins, least(s.until_at, city_midnight(d.day::date + 1)) as ends
    from spans s join c on c.id = s.camera_id
      cross join lateral generate_series(city_day(s.from_at)::timestamp, city_day(s.until_at - interval '1 millisecond')::timestamp, interval '1 day') d(day)
    where s.until_at > s.from_at
  ), lasting as (
    select p.*, case when not p.is_counted then 0 else
      round(extract(epoch from p.ends - p.begins) * 1000)::bigint - case when p.maintained is null then 0 else
        coalesce((select sum(round(extract(epoch from upper(r) - lower(r)) * 1000))::bigint from unnest(tstzmultirange(tstzrange(p.begins, p.ends)) * p.maintained) r), 0) end
      end as ms
    from pieces p
  ), daily as (
    select camera_id, day, (array_agg(state order by from_at desc, n desc))[1] as state, coalesce(bool_or(maintained @> (ends - interval '1 millisecond')) filter (where ends = last_end), false) as is_maintained,
      coalesce(sum(ms) filter (where state = 'ONLINE'), 0)::bigint as online_ms,
      coalesce(sum(ms) filter (where state not in ('ONLINE', 'UNKNOWN')), 0)::bigint as trouble_ms
    from (select l.*, max(l.ends) over (partition by l.camera_id, l.day) as last_end from lasting l) l group by camera_id, day
  ), mended as (
    select camera_id, day, count(*)::int as restored, sum(ms)::bigint as restored_ms from (
      select c.id as camera_id, city_day(o.ended_at) as day,
        round(extract(epoch from o.ended_at - o.started_at) * 1000)::bigint - case when c.spans is null then 0 else
          coalesce((select sum(round(extract(epoch from upper(r) - lower(r)) * 1000))::bigint from unnest(tstzmultirange(tstzrange(o.started_at, o.ended_at)) * c.spans) r), 0) end as ms
      from c join camera_outage o on o.camera_id = c.id and o.ended_at >= city_midnight(c.first) and o.ended_at < c.ends
      where city_day(o.ended_at) >= c.valid_from and (c.valid_until is null or city_day(o.ended_at) <= c.valid_until)
    ) o where ms > 0 group by 1, 2
  )
  select d.day, d.camera_id, d.state, d.is_maintained,
    (coalesce(b.online_ms, 0) + sum(d.online_ms) over running)::bigint, (coalesce(b.trouble_ms, 0) + sum(d.trouble_ms) over running)::bigint,
    (coalesce(b.restored, 0) + sum(coalesce(m.restored, 0)) over running)::int, (coalesce(b.restored_ms, 0) + sum(coalesce(m.restored_ms, 0)) over running)::bigint
  from daily d join c on c.id = d.camera_id left join camera_day b on b."on" = c.until and b.camera_id = c.id
    left join mended m on m.camera_id = d.camera_id and m.day = d.day
  window running as (partition by d.camera_id order by d.day)
$$;

-- Makes the rows of some cameras up to a day, of the days that are over. Nobody writes about cameras meanwhile; where somebody just does, it leaves and comes
-- again. Answers how many cameras it found not folded that far, or -1.
create function "fold_camera_days"(last date, most int default 100) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids int[];
begin
  if not pg_try_advisory_xact_lock(7710160) then
    return -1;
  end if;
  last := least(last, city_day(now()) - 1);
  ids := array(select c.id from camera c left join camera_fold f on f.camera_id = c.id
    where coalesce(f.until, greatest(c.valid_from, city_day(c.added_at)) - 1) < last order by c.id limit most);
  if cardinality(ids) > 0 then
    insert into camera_day select * from camera_days_since(ids, city_midnight(last + 1), last)
      on conflict ("on", camera_id) do update set state = excluded.state, is_maintained = excluded.is_maintained, online_ms = excluded.online_ms,
        trouble_ms = excluded.trouble_ms, restored = excluded.restored, restored_ms = excluded.restored_ms;
    insert into camera_fold select unnest(ids), last on conflict (camera_id) do update set until = excluded.until;
  end if;
  return cardinality(ids);
end $$;
revoke all on function "fold_camera_days"(date, int) from public;
grant execute on function "fold_camera_days"(date, int) to vong_lau_app;

create function "unfold_camera"(asked int, day date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(7710160);
  update camera_fold set until = day - 1 where camera_id = asked and until >= day;
end $$;
revoke all on function "unfold_camera"(int, date) from public;
grant execute on function "unfold_camera"(int, date) to vong_lau_app;

create function "unfold_change"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then perform unfold_camera(old.camera_id, city_day(old.at)); end if;
  if tg_op <> 'DELETE' then perform unfold_camera(new.camera_id, city_day(new.at)); end if;
  return null;
end $$;
create trigger "camera_change_told" after insert or update or delete on "camera_change" for each row execute function "unfold_change"();

-- An outage counts on the day it ends.
create function "unfold_outage"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then perform unfold_camera(old.camera_id, city_day(old.ended_at)); end if;
  if tg_op <> 'DELETE' then perform unfold_camera(new.camera_id, city_day(new.ended_at)); end if;
  return null;
end $$;
create trigger "camera_outage_told" after insert or update of "started_at", "ended_at" or delete on "camera_outage" for each row execute function "unfold_outage"();

create function "unfold_maintenance"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then perform unfold_camera(old.camera_id, city_day(old.from_at)); end if;
  if tg_op <> 'DELETE' then perform unfold_camera(new.camera_id, city_day(new.from_at)); end if;
  return null;
end $$;
create trigger "camera_maintenance_told" after insert or update or delete on "camera_maintenance" for each row execute function "unfold_maintenance"();

-- Which days a camera is counted on at all.
create function "unfold_service"() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(7710160);
  delete from camera_fold where camera_id = new.id;
  return null;
end $$;
create trigger "camera_service_told" after update of "valid_from", "valid_until", "added_at" on "camera" for each row
  when ((old.valid_from, old.valid_until, old.added_at) is distinct from (new.valid_from, new.valid_until, new.added_at)) execute function "unfold_service"();
