-- What the check of a registered document's PDF found: one row a file, there from the moment the file belongs to what has a number, and
-- without a verdict until the round has come by.
create table "document_check" (
  "file_id" integer not null,
  "document_id" integer not null,
  "verdict" text,
  "reasons" text[] not null default array[]::text[],
  "doubts" text[] not null default array[]::text[],
  "signatures" integer not null default 0,
  "checked_at" timestamptz(3),
  "trust_key" text not null default '',
  "found" jsonb,
  constraint "document_check_pkey" primary key ("file_id"),
  constraint "document_check_file_id_fkey" foreign key ("file_id") references "document_file" ("id") on delete cascade on update cascade,
  constraint "document_check_document_id_fkey" foreign key ("document_id") references "document" ("id") on delete cascade on update cascade,
  constraint "document_check_verdict" check ("verdict" in ('valid', 'invalid', 'unknown', 'unsigned')),
  constraint "document_check_told" check (num_nulls("verdict", "checked_at", "found") in (0, 3))
);
create index "document_check_document_id_idx" on "document_check" ("document_id");
create index "document_check_verdict_trust_key_idx" on "document_check" ("verdict", "trust_key");

create function "await_file_check"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into document_check (file_id, document_id)
    select new.id, new.document_id from document d where d.id = new.document_id and d.state <> 'DRAFT'
    on conflict do nothing;
  return null;
end $$;
create trigger "document_file_awaits_check" after insert on "document_file" for each row when (new.type = 'application/pdf') execute function "await_file_check"();
create function "await_checks"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into document_check (file_id, document_id)
    select f.id, f.document_id from document_file f where f.document_id = new.id and f.type = 'application/pdf' and f.removed_at is null
    on conflict do nothing;
  return null;
end $$;
create trigger "document_awaits_checks" after update of "state" on "document" for each row
  when (old.state = 'DRAFT' and new.state = 'REGISTERED') execute function "await_checks"();

insert into document_check (file_id, document_id)
  select f.id, f.document_id from document_file f join document d on d.id = f.document_id
  where d.state <> 'DRAFT' and f.type = 'application/pdf' and f.removed_at is null;
grant select, insert, update on "document_check" to vong_lau_app;
