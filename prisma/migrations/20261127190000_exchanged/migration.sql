-- Did a document come, or go, by the exchange? Kept by the database from the packets, and counted on the day of the register.
alter table "document" add column "exchanged" boolean not null default false;

create or replace function "keep_document"() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  free constant text[] := array['state', 'version', 'voided_at', 'voided_by', 'voided_by_name', 'void_reason', 'words',
    'signing', 'exempt_reason', 'exempted_at', 'exempted_by', 'exempted_by_name', 'closed_on', 'exchanged'];
begin
  if tg_op = 'DELETE' then
    if old.state <> 'DRAFT' and current_user = 'vong_lau_app' then raise exception 'a document with a number stays' using errcode = 'restrict_violation'; end if;
    return old;
  end if;
  if old.state = 'VOIDED' and new.state <> 'VOIDED' or old.state = 'REGISTERED' and new.state = 'DRAFT'
    or old.state <> 'DRAFT' and to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'a document with a number stays as it is' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;


create function "put_document_exchanged"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update document set exchanged = true where id = new.document_id and not exchanged;
  return null;
end $$;
create trigger "packet_brings" after insert or update of "document_id" on "packet" for each row
  when (new."document_id" is not null) execute function "put_document_exchanged"();
create trigger "dispatch_brings" after insert or update of "state" on "dispatch" for each row
  when (new."document_id" is not null and new."kind" = 'document' and new."state" = 'SENT') execute function "put_document_exchanged"();

drop trigger "document_counted" on "document";
drop trigger "document_recounted" on "document";
drop function "document_facts"(document_direction, document_state, document_signing, date, date, date);
create function "document_facts"(document_direction, document_state, document_signing, date, date, date, boolean)
returns table (
  day date, incoming int, outgoing int, internal int, signed int, doubtful int, invalid int, unknown int, unsigned int, pending int, exempt int,
  closed int, closed_late int, overdue_in int, overdue_out int, exchanged_in int, exchanged_out int
) language sql immutable as $$
  select case fact when 1 then $4 when 2 then $6 else $5 + 1 end,
    (fact = 1 and $1 = 'INCOMING')::int, (fact = 1 and $1 = 'OUTGOING')::int, (fact = 1 and $1 = 'INTERNAL')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'VALID')::int, (fact = 1 and $1 = 'OUTGOING' and $3 = 'DOUBTFUL')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'INVALID')::int, (fact = 1 and $1 = 'OUTGOING' and $3 = 'UNKNOWN')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'UNSIGNED')::int, (fact = 1 and $1 = 'OUTGOING' and $3 = 'PENDING')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'EXEMPT')::int,
    (fact = 2)::int, (fact = 2 and coalesce($6 > $5, false))::int, (fact = 3)::int, (fact = 2 and coalesce($6 > $5, false))::int,
    (fact = 1 and $1 = 'INCOMING' and $7)::int, (fact = 1 and $1 = 'OUTGOING' and $7)::int
  from (values (1), (2), (3)) v(fact)
  where $2 = 'REGISTERED' and $4 is not null and (
    fact = 1 or $1 = 'INCOMING' and (fact = 2 and $6 is not null or fact = 3 and $5 is not null and ($6 is null or $6 > $5)))
$$;

alter table "document_cell" add column "exchanged_in" integer not null default 0, add column "exchanged_out" integer not null default 0;
alter table "document_delta" add column "exchanged_in" integer not null default 0, add column "exchanged_out" integer not null default 0;
alter table "document_delta" alter column "exchanged_in" drop default, alter column "exchanged_out" drop default;

do $make$
declare
  fields constant text[] := array['incoming', 'outgoing', 'internal', 'signed', 'doubtful', 'invalid', 'unknown', 'unsigned', 'pending', 'exempt',
    'closed', 'closed_late', 'overdue_in', 'overdue_out', 'exchanged_in', 'exchanged_out'];
  each text;
  names text := array_to_string(fields, ', ');
  sums text := '';
  signed text := '';
  opposite text := '';
  added text := '';
  changed text := '';
  row_of constant text := '%1$s.direction, %1$s.state, %1$s.signing, %1$s.registered_on, %1$s.due_on, %1$s.closed_on, %1$s.exchanged';
begin
  foreach each in array fields loop
    sums := sums || format(', sum(%I)::int', each);
    signed := signed || format(', sum(sign * f.%I)::int', each);
    opposite := opposite || format(', -%I', each);
    added := added || format(', %1$I = c.%1$I + excluded.%1$I', each);
    changed := changed || format(' or sum(sign * f.%I) <> 0', each);
  end loop;
  sums := substr(sums, 3);
  signed := substr(signed, 3);
  opposite := substr(opposite, 3);
  added := substr(added, 3);
  changed := substr(changed, 5);

  execute format($f$
    create or replace function count_document() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into document_delta (day, unit_id, type_id, %1$s)
      select f.day, f.unit_id, f.type_id, %2$s from (
        select 1 as sign, new.unit_id, new.type_id, n.* from document_facts(%3$s) n where tg_op <> 'DELETE'
        union all
        select -1, old.unit_id, old.type_id, o.* from document_facts(%4$s) o where tg_op <> 'INSERT'
      ) f group by 1, 2, 3 having %5$s;
      return null;
    end $$ $f$, names, signed, format(row_of, 'new'), format(row_of, 'old'), changed);

  execute format($f$
    create or replace function fold_document_cells(most int default 50000) returns int language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      moved int;
    begin
      if not pg_try_advisory_xact_lock(7710140) then
        return -1;
      end if;
      with moving as materialized (
        delete from document_delta where id in (select id from document_delta order by id limit most) returning *
      ), folded as (
        insert into document_cell as c (day, unit_id, type_id, %1$s)
        select day, coalesce(unit_id, 0), coalesce(type_id, 0), %2$s from moving group by grouping sets ((day, unit_id, type_id), (day)) order by 1, 2, 3
        on conflict (day, unit_id, type_id) do update set %3$s
      )
      select count(*) into moved from moving;
      return moved;
    end $$ $f$, names, sums, added);

  -- Counts everything again from the records. Writers wait; readers go on with the old cells until this commits.
  execute format($f$
    create or replace function rebuild_document_cells() returns void language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform pg_advisory_xact_lock(7710140);
      lock table document in share row exclusive mode;
      delete from document_delta;
      delete from document_cell;
      insert into document_cell (day, unit_id, type_id, %1$s)
      select f.day, coalesce(d.unit_id, 0), coalesce(d.type_id, 0), %2$s from document d cross join lateral document_facts(%3$s) f
        group by grouping sets ((f.day, d.unit_id, d.type_id), (f.day));
    end $$ $f$, names, sums, format(row_of, 'd'));

  -- The proof: cells and deltas against a full count of the records. No row: exact.
  execute format($f$
    create or replace function differing_document_cells() returns table (day date, unit_id int, type_id int) language sql stable set search_path = public, pg_temp as $$
      select f.day, f.unit_id, f.type_id from (
        select r.sign, r.day, v.unit_id, v.type_id, %1$s from (
          select 1 as sign, n.day, d.unit_id, d.type_id, %1$s from document d cross join lateral document_facts(%2$s) n
          union all
          select -1, day, unit_id, type_id, %1$s from document_delta
        ) r cross join lateral (values (r.unit_id, r.type_id), (0, 0)) v(unit_id, type_id)
        union all
        select -1, day, unit_id, type_id, %1$s from document_cell
      ) f group by 1, 2, 3 having %3$s
    $$ $f$, names, format(row_of, 'd'), changed);
end $make$;

create trigger "document_counted" after insert or delete on "document" for each row execute function count_document();
create trigger "document_recounted" after update on "document" for each row
  when ((old.direction, old.state, old.signing, old.registered_on, old.due_on, old.closed_on, old.unit_id, old.type_id, old.exchanged)
    is distinct from (new.direction, new.state, new.signing, new.registered_on, new.due_on, new.closed_on, new.unit_id, new.type_id, new.exchanged))
  execute function count_document();

create index "document_exchanged_open" on "document" ("registered_on" desc, "id" desc) where "exchanged";

update document d set exchanged = true where exists (select from packet p where p.document_id = d.id)
  or exists (select from dispatch s where s.document_id = d.id and s.kind = 'document' and s.state = 'SENT');
select rebuild_document_cells();

-- The packets and the directory of the demo go with it.
do $$
declare
  was text := pg_get_functiondef('remove_demo_data'::regproc);
  begun constant text := 'delete from document where is_demo';
begin
  if position(begun in was) = 0 then raise exception 'remove_demo_data no longer begins with the documents'; end if;
  execute replace(was, begun, 'delete from packet where sender_id = ''system:demo'';
  delete from dispatch where created_by = ''system:demo'';
  delete from agency g where g.recorded_by = ''system:demo'' and not exists (select from packet_recipient r where r.agency_id = g.id);
  ' || begun);
end $$;
