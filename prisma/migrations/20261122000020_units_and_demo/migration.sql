-- A code may be given to another unit from a day on (00694 was phường Nguyễn Trãi, since 1/7/2025 phường Hà Giang 1).
alter table "unit_identifier" drop constraint "unit_identifier_pkey";
alter table "unit_identifier" add constraint "unit_identifier_pkey" primary key ("code", "valid_from");
alter table "unit" add constraint "unit_lives_forward" check ("valid_until" >= "valid_from");
alter table "area" add constraint "area_lives_forward" check ("valid_until" >= "valid_from");

-- Takes the demo city away in one act. Runs as the owner, because the application may not delete a dossier.
-- What real records stand on (a unit with a real dossier or a real post, the area it lies in) stays and is no longer called demo.
-- The audit log is not touched: it survives what it tells about. Answers how many rows of each kind went.
create function "remove_demo_data"() returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  demo_actors text[];
  used int[];
  n bigint;
  removed jsonb := '{}';
  units_removed bigint := 0;
  areas_removed bigint := 0;
begin
  perform 1 from city where id = 1 and has_demo_data for update;
  if not found then return removed; end if;
  select array_append(array_agg('user:' || id), 'system:demo') into demo_actors from app_user where is_demo;

  delete from dossier where is_demo;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('dossiers', n);

  delete from staged_dossier s using import_batch b where b.id = s.batch_id and b.created_by = any (demo_actors);
  delete from import_batch b where b.created_by = any (demo_actors) and not exists (select from dossier d where d.batch_id = b.id);
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('batches', n);
  delete from import_mapping where saved_by = any (demo_actors);
  delete from indicator_target where recorded_by = any (demo_actors);

  used := array(select procedure_id from dossier union select procedure_id from staged_dossier);
  delete from procedure where is_demo and not id = any (used);
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('procedures', n);
  update procedure set is_demo = false where is_demo;
  delete from sector s where is_demo and not exists (select from procedure p where p.sector_id = s.id);
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('sectors', n);
  update sector set is_demo = false where is_demo;

  delete from saved_view where user_id in (select id from app_user where is_demo);
  delete from one_time_link where user_id in (select id from app_user where is_demo);
  delete from idempotency_key where actor_id = any (demo_actors);
  delete from api_key where created_by = any (demo_actors);
  delete from app_user where is_demo;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('users', n);

  used := array(
    select unit_id from dossier union select receiving_unit_id from dossier union select unit_id from dossier_event
    union select unit_id from staged_dossier union select receiving_unit_id from staged_dossier
    union select unit_id from import_batch union select unit_id from post union select unit_id from api_key
  );
  loop -- leaves first, until nothing more can go
    delete from unit u where is_demo and not coalesce(id = any (used), false) and not exists (select from unit c where c.parent_id = u.id);
    get diagnostics n = row_count;
    exit when n = 0;
    units_removed := units_removed + n;
  end loop;
  removed := removed || jsonb_build_object('units', units_removed);
  update unit set is_demo = false where is_demo;
  delete from indicator_target t where unit_id is not null and not exists (select from unit u where u.id = t.unit_id);
  delete from dossier_serial s where not exists (select from unit_identifier i where i.code = s.agency_code);

  used := array(select area_id from unit where area_id is not null union select area_id from dossier where area_id is not null);
  loop
    delete from area a where is_demo and not id = any (used) and not exists (select from area c where c.parent_id = a.id);
    get diagnostics n = row_count;
    exit when n = 0;
    areas_removed := areas_removed + n;
  end loop;
  removed := removed || jsonb_build_object('areas', areas_removed);
  update area set is_demo = false where is_demo;

  update city set has_demo_data = false, updated_at = now() where id = 1;
  return removed;
end $$;
revoke execute on function "remove_demo_data"() from public;
grant execute on function "remove_demo_data"() to vong_lau_app;
