-- How a document stands with its signatures, and the daily cells of documents: kept in the transaction of the change itself, as those of the
-- dossiers are. A document tells facts: on the day it came into its register, on the day it was closed, and on the first day it was late. Triggers
-- append the difference a change makes to document_delta; the fold moves deltas into document_cell, day by unit and type and, with 0 for both, day
-- alone. A reader adds cells and deltas in one snapshot.

-- VALID: signed by the person and the agency, as the register has them. DOUBTFUL: what signature there is is good, but one is missing or somebody
-- else's, or the paper is not the register's. PENDING: not checked yet. EXEMPT: need not be signed, with the reason.
create type "document_signing" as enum ('VALID', 'DOUBTFUL', 'INVALID', 'UNKNOWN', 'UNSIGNED', 'PENDING', 'EXEMPT');
alter table "document"
  add column "signing" "document_signing" not null default 'UNSIGNED',
  add column "exempt_reason" text,
  add column "exempted_at" timestamptz(3),
  add column "exempted_by" text,
  add column "exempted_by_name" text,
  add column "closed_on" date,
  add constraint "document_exempted" check (num_nulls("exempt_reason", "exempted_at", "exempted_by", "exempted_by_name") in (0, 4));

create or replace function "keep_document"() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  free constant text[] := array['state', 'version', 'voided_at', 'voided_by', 'voided_by_name', 'void_reason', 'words',
    'signing', 'exempt_reason', 'exempted_at', 'exempted_by', 'exempted_by_name', 'closed_on'];
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

create function "document_signing_of"(asked int, is_exempt boolean) returns "document_signing" language sql stable set search_path = public, pg_temp as $$
  select case
    when is_exempt then 'EXEMPT'
    when bool_or(c.verdict = 'invalid') then 'INVALID'
    when bool_or(c.verdict is null) then 'PENDING'
    when bool_or(c.verdict = 'valid' and array_remove(c.doubts, 'signed-late') = '{}') then 'VALID'
    when bool_or(c.verdict = 'valid') then 'DOUBTFUL'
    when bool_or(c.verdict = 'unknown') then 'UNKNOWN'
    else 'UNSIGNED'
  end::document_signing
  from document_check c join document_file f on f.id = c.file_id where c.document_id = asked and f.removed_at is null
$$;
-- The row is held before its files are looked at: of two that change at once the second sees what the first did.
create function "put_document_signing"(asked int) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from document where id = asked for no key update;
  update document d set signing = s.now from (select document_signing_of(asked, exempt_reason is not null) as now from document where id = asked) s
    where d.id = asked and d.signing <> s.now;
end $$;
create function "follow_document_check"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform put_document_signing(new.document_id);
  return null;
end $$;
create trigger "document_check_told" after insert or update of "verdict", "doubts" on "document_check" for each row execute function "follow_document_check"();
create trigger "document_file_counts" after update of "removed_at" on "document_file" for each row execute function "follow_document_check"();
create function "put_document_exemption"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.signing := document_signing_of(new.id, new.exempt_reason is not null);
  return new;
end $$;
create trigger "document_c_exempt" before update of "exempt_reason" on "document" for each row
  when (old.exempt_reason is distinct from new.exempt_reason) execute function "put_document_exemption"();

-- What the document says of its closing, for the lists and the facts.
create function "put_document_closing"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update document set closed_on = (new.closed_at at time zone 'Asia/Ho_Chi_Minh')::date
    where id = new.document_id and closed_on is distinct from (new.closed_at at time zone 'Asia/Ho_Chi_Minh')::date;
  return null;
end $$;
create trigger "document_work_closes" after insert or update of "closed_at" on "document_work" for each row execute function "put_document_closing"();

-- Facts of one document: direction, state, signing, registered, due, closed.
create function "document_facts"(document_direction, document_state, document_signing, date, date, date)
returns table (
  day date, incoming int, outgoing int, internal int, signed int, doubtful int, invalid int, unknown int, unsigned int, pending int, exempt int,
  closed int, closed_late int, overdue_in int, overdue_out int
) language sql immutable as $$
  select case fact when 1 then $4 when 2 then $6 else $5 + 1 end,
    (fact = 1 and $1 = 'INCOMING')::int, (fact = 1 and $1 = 'OUTGOING')::int, (fact = 1 and $1 = 'INTERNAL')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'VALID')::int, (fact = 1 and $1 = 'OUTGOING' and $3 = 'DOUBTFUL')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'INVALID')::int, (fact = 1 and $1 = 'OUTGOING' and $3 = 'UNKNOWN')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'UNSIGNED')::int, (fact = 1 and $1 = 'OUTGOING' and $3 = 'PENDING')::int,
    (fact = 1 and $1 = 'OUTGOING' and $3 = 'EXEMPT')::int,
    (fact = 2)::int, (fact = 2 and coalesce($6 > $5, false))::int, (fact = 3)::int, (fact = 2 and coalesce($6 > $5, false))::int
  from (values (1), (2), (3)) v(fact)
  where $2 = 'REGISTERED' and $4 is not null and (
    fact = 1 or $1 = 'INCOMING' and (fact = 2 and $6 is not null or fact = 3 and $5 is not null and ($6 is null or $6 > $5)))
$$;

create table "document_cell" (
  "day" date not null,
  "unit_id" integer not null,
  "type_id" integer not null,
  "incoming" integer not null default 0,
  "outgoing" integer not null default 0,
  "internal" integer not null default 0,
  "signed" integer not null default 0,
  "doubtful" integer not null default 0,
  "invalid" integer not null default 0,
  "unknown" integer not null default 0,
  "unsigned" integer not null default 0,
  "pending" integer not null default 0,
  "exempt" integer not null default 0,
  "closed" integer not null default 0,
  "closed_late" integer not null default 0,
  "overdue_in" integer not null default 0,
  "overdue_out" integer not null default 0,
  constraint "document_cell_pkey" primary key ("day", "unit_id", "type_id")
) with (fillfactor = 80);
create table "document_delta" (
  "id" bigserial not null,
  "day" date not null,
  "unit_id" integer not null,
  "type_id" integer not null,
  "incoming" integer not null,
  "outgoing" integer not null,
  "internal" integer not null,
  "signed" integer not null,
  "doubtful" integer not null,
  "invalid" integer not null,
  "unknown" integer not null,
  "unsigned" integer not null,
  "pending" integer not null,
  "exempt" integer not null,
  "closed" integer not null,
  "closed_late" integer not null,
  "overdue_in" integer not null,
  "overdue_out" integer not null,
  constraint "document_delta_pkey" primary key ("id")
);
alter table "document_delta" set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
grant select on "document_cell", "document_delta" to vong_lau_app;

do $make$
declare
  fields constant text[] := array['incoming', 'outgoing', 'internal', 'signed', 'doubtful', 'invalid', 'unknown', 'unsigned', 'pending', 'exempt',
    'closed', 'closed_late', 'overdue_in', 'overdue_out'];
  each text;
  names text := array_to_string(fields, ', ');
  sums text := '';
  signed text := '';
  opposite text := '';
  added text := '';
  changed text := '';
  row_of constant text := '%1$s.direction, %1$s.state, %1$s.signing, %1$s.registered_on, %1$s.due_on, %1$s.closed_on';
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
    create function count_document() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
    create function fold_document_cells(most int default 50000) returns int language plpgsql security definer set search_path = public, pg_temp as $$
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
    create function rebuild_document_cells() returns void language plpgsql security definer set search_path = public, pg_temp as $$
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
    create function differing_document_cells() returns table (day date, unit_id int, type_id int) language sql stable set search_path = public, pg_temp as $$
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
  when ((old.direction, old.state, old.signing, old.registered_on, old.due_on, old.closed_on, old.unit_id, old.type_id)
    is distinct from (new.direction, new.state, new.signing, new.registered_on, new.due_on, new.closed_on, new.unit_id, new.type_id))
  execute function count_document();
create function count_documents_truncated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from document_delta;
  delete from document_cell;
  return null;
end $$;
create trigger "document_truncated" after truncate on "document" for each statement execute function count_documents_truncated();

revoke all on function count_document(), fold_document_cells(int), rebuild_document_cells(), count_documents_truncated() from public;
grant execute on function fold_document_cells(int) to vong_lau_app;

-- The lists behind the figures: what is not as it should be is little.
create index "document_signing_open" on "document" ("signing", "registered_on" desc, "id" desc)
  where "direction" = 'OUTGOING' and "state" = 'REGISTERED' and "signing" not in ('VALID', 'UNSIGNED');
create index "document_due_open" on "document" ("due_on") where "direction" = 'INCOMING' and "state" = 'REGISTERED' and "closed_on" is null and "due_on" is not null;
create index "document_closed_late" on "document" ("closed_on") where "direction" = 'INCOMING' and "state" = 'REGISTERED' and "closed_on" > "due_on";
create index "document_cell_unit" on "document_cell" ("unit_id", "day");

update document d set signing = document_signing_of(d.id, false) where exists (select from document_check c where c.document_id = d.id);
update document d set closed_on = (w.closed_at at time zone 'Asia/Ho_Chi_Minh')::date from document_work w where w.document_id = d.id and w.closed_at is not null;
select rebuild_document_cells();
