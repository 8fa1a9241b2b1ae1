-- Registers of official documents: types, books, their numbers, the documents and their files.
create type "document_direction" as enum ('INCOMING', 'OUTGOING', 'INTERNAL');
create type "document_state" as enum ('DRAFT', 'REGISTERED', 'VOIDED');
create type "document_urgency" as enum ('NORMAL', 'URGENT', 'VERY_URGENT', 'EXPRESS', 'EXPRESS_AT_HOUR');
create type "document_type_kind" as enum ('ADMINISTRATIVE', 'COPY', 'LEGAL');

create table "document_type" (
  "id" serial not null,
  "code" text not null,
  "name" text not null,
  "abbreviation" text,
  "kind" "document_type_kind" not null,
  "position" integer not null,
  "source" text not null,
  constraint "document_type_pkey" primary key ("id")
);
create unique index "document_type_code_key" on "document_type" ("code");

create table "document_book" (
  "id" serial not null,
  "unit_id" integer not null,
  "direction" "document_direction" not null,
  "name" text not null,
  "type_ids" integer[],
  "opened_at" timestamptz(3) not null,
  "opened_by" text not null,
  constraint "document_book_pkey" primary key ("id")
);
create index "document_book_unit_id_direction_idx" on "document_book" ("unit_id", "direction");
-- One common book: two clerks who register a unit's first document at once keep the same.
create unique index "document_book_common" on "document_book" ("unit_id", "direction") where cardinality("type_ids") = 0;

create table "document_register" (
  "book_id" integer not null,
  "year" smallint not null,
  "last_number" integer not null,
  "closed_at" timestamptz(3),
  "closed_by" text,
  "closed_by_name" text,
  constraint "document_register_pkey" primary key ("book_id", "year"),
  constraint "document_register_book_id_fkey" foreign key ("book_id") references "document_book" ("id") on delete cascade on update cascade
);

create table "document" (
  "id" serial not null,
  "direction" "document_direction" not null,
  "state" "document_state" not null,
  "unit_id" integer not null,
  "type_id" integer not null,
  "book_id" integer,
  "year" smallint,
  "number" integer,
  "symbol" text,
  "symbol_key" text,
  "issuer_mark" text,
  "drafter_mark" text,
  "urgency" "document_urgency" not null default 'NORMAL',
  "subject" text not null,
  "issuer" text not null,
  "authority" text,
  "signer_name" text,
  "signer_post" text,
  "recipients" text[] default array[]::text[],
  "keeper" text,
  "copies" integer,
  "pages" integer,
  "issued_on" date,
  "arrived_on" date,
  "registered_on" date,
  "due_on" date,
  "response_for_id" integer,
  "note" text,
  "search" text not null,
  "words" tsvector,
  "entered_at" timestamptz(3) not null,
  "entered_by" text not null,
  "entered_by_name" text not null,
  "registered_at" timestamptz(3),
  "registered_by" text,
  "registered_by_name" text,
  "content_hash" text,
  "voided_at" timestamptz(3),
  "voided_by" text,
  "voided_by_name" text,
  "void_reason" text,
  "version" integer not null default 1,
  "is_demo" boolean not null default false,
  constraint "document_pkey" primary key ("id"),
  constraint "document_type_id_fkey" foreign key ("type_id") references "document_type" ("id") on delete restrict on update cascade,
  constraint "document_book_id_fkey" foreign key ("book_id") references "document_book" ("id") on delete restrict on update cascade,
  constraint "document_response_for_id_fkey" foreign key ("response_for_id") references "document" ("id") on delete set null on update cascade,
  -- A number is had by what stands in a register, and by nothing else.
  constraint "document_numbered" check (
    ("state" = 'DRAFT' and num_nonnulls("number", "book_id", "year", "registered_at", "registered_on", "content_hash") = 0)
    or ("state" <> 'DRAFT' and num_nulls("number", "book_id", "year", "registered_at", "registered_on", "content_hash", "issued_on") = 0 and "number" > 0)),
  constraint "document_voided" check (("state" = 'VOIDED') = ("voided_at" is not null) and ("voided_at" is null) = ("void_reason" is null)),
  constraint "document_arrived" check (("direction" = 'INCOMING') = ("arrived_on" is not null) and not ("direction" = 'INCOMING' and "state" = 'DRAFT'))
);
create unique index "document_book_id_year_number_key" on "document" ("book_id", "year", "number");
create index "document_response_for_id_idx" on "document" ("response_for_id");
create index "document_listed" on "document" ((coalesce("registered_at", "entered_at")) desc, "id" desc);
create index "document_direction_listed" on "document" ("direction", (coalesce("registered_at", "entered_at")) desc, "id" desc);
create index "document_unit_listed" on "document" ("unit_id", "direction", (coalesce("registered_at", "entered_at")) desc, "id" desc);
create index "document_words" on "document" using gin ("words") where "words" is not null;
create index "document_symbol" on "document" (("symbol_key" collate "C")) where "symbol_key" is not null;
create index "document_number" on "document" ("number") where "number" is not null;

create table "document_file" (
  "id" serial not null,
  "document_id" integer not null,
  "name" text not null,
  "type" text not null,
  "bytes" integer not null,
  "pages" integer,
  "sha" text not null,
  "words" tsvector,
  "added_at" timestamptz(3) not null,
  "added_by" text not null,
  "added_by_name" text not null,
  "removed_at" timestamptz(3),
  "removed_by" text,
  "removed_by_name" text,
  "removed_for" text,
  "active" text[] default array[]::text[],
  "scan" "file_scan" not null default 'NOT_SCANNED',
  "scanned_at" timestamptz(3),
  "threat" text,
  constraint "document_file_pkey" primary key ("id"),
  constraint "document_file_document_id_fkey" foreign key ("document_id") references "document" ("id") on delete cascade on update cascade
);
create index "document_file_document_id_idx" on "document_file" ("document_id");
create index "document_file_sha_idx" on "document_file" ("sha");
create unique index "document_file_once" on "document_file" ("document_id", "sha") where "removed_at" is null;
create index "document_file_waiting" on "document_file" ("id") where "scan" = 'WAITING';

create table "secret_document_count" (
  "unit_id" integer not null,
  "month" date not null,
  "direction" "document_direction" not null,
  "count" integer not null,
  "recorded_at" timestamptz(3) not null,
  "recorded_by" text not null,
  constraint "secret_document_count_pkey" primary key ("unit_id", "month", "direction"),
  constraint "secret_document_count_sound" check ("count" >= 0 and extract(day from "month") = 1)
);

-- What stands in a register is what it was. It may be voided, and its files may be found by their words.
create function "keep_document"() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  free constant text[] := array['state', 'version', 'voided_at', 'voided_by', 'voided_by_name', 'void_reason', 'words'];
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
create trigger "document_a_kept" before update or delete on "document" for each row execute function "keep_document"();

-- The words of a document are its own and those of its files.
create function "document_words_of"(asked int, search text) returns tsvector language plpgsql stable set search_path = public, pg_temp as $$
declare
  found tsvector := strip(to_tsvector('simple', search));
  part tsvector;
begin
  for part in select f.words from document_file f where f.document_id = asked and f.removed_at is null and f.words is not null loop
    -- A tsvector holds a megabyte: of a document with very many words the later files are left out of the search.
    exit when length(found) + length(part) > 60000;
    found := found || part;
  end loop;
  return found;
end $$;
create function "put_document_words"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.words := document_words_of(new.id, new.search);
  return new;
end $$;
create trigger "document_b_words" before insert or update of "search" on "document" for each row execute function "put_document_words"();
create function "follow_document_file"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update document d set words = document_words_of(d.id, d.search) where d.id = new.document_id;
  return null;
end $$;
create trigger "document_file_added" after insert on "document_file" for each row when (new.words is not null) execute function "follow_document_file"();
create trigger "document_file_moved" after update of "removed_at" on "document_file" for each row when (new.words is not null) execute function "follow_document_file"();

grant select on "document_type" to vong_lau_app;
grant select, insert on "document_book" to vong_lau_app;
grant select, insert, update on "document_register", "document_file", "secret_document_count" to vong_lau_app;
grant select, insert, update, delete on "document" to vong_lau_app;
grant usage, select on sequence "document_book_id_seq", "document_id_seq", "document_file_id_seq" to vong_lau_app;

insert into "document_type" ("code", "name", "abbreviation", "kind", "position", "source") values
  ('nghi-quyet', 'Nghị quyết (cá biệt)', 'NQ', 'ADMINISTRATIVE', 1, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('quyet-dinh', 'Quyết định (cá biệt)', 'QĐ', 'ADMINISTRATIVE', 2, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('chi-thi', 'Chỉ thị', 'CT', 'ADMINISTRATIVE', 3, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('quy-che', 'Quy chế', 'QC', 'ADMINISTRATIVE', 4, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('quy-dinh', 'Quy định', 'QyĐ', 'ADMINISTRATIVE', 5, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('thong-cao', 'Thông cáo', 'TC', 'ADMINISTRATIVE', 6, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('thong-bao', 'Thông báo', 'TB', 'ADMINISTRATIVE', 7, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('huong-dan', 'Hướng dẫn', 'HD', 'ADMINISTRATIVE', 8, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('chuong-trinh', 'Chương trình', 'CTr', 'ADMINISTRATIVE', 9, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('ke-hoach', 'Kế hoạch', 'KH', 'ADMINISTRATIVE', 10, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('phuong-an', 'Phương án', 'PA', 'ADMINISTRATIVE', 11, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('de-an', 'Đề án', 'ĐA', 'ADMINISTRATIVE', 12, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('du-an', 'Dự án', 'DA', 'ADMINISTRATIVE', 13, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('bao-cao', 'Báo cáo', 'BC', 'ADMINISTRATIVE', 14, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('bien-ban', 'Biên bản', 'BB', 'ADMINISTRATIVE', 15, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('to-trinh', 'Tờ trình', 'TTr', 'ADMINISTRATIVE', 16, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('hop-dong', 'Hợp đồng', 'HĐ', 'ADMINISTRATIVE', 17, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('cong-van', 'Công văn', null, 'ADMINISTRATIVE', 18, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('cong-dien', 'Công điện', 'CĐ', 'ADMINISTRATIVE', 19, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('ban-ghi-nho', 'Bản ghi nhớ', 'BGN', 'ADMINISTRATIVE', 20, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('ban-thoa-thuan', 'Bản thỏa thuận', 'BTT', 'ADMINISTRATIVE', 21, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('giay-uy-quyen', 'Giấy ủy quyền', 'GUQ', 'ADMINISTRATIVE', 22, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('giay-moi', 'Giấy mời', 'GM', 'ADMINISTRATIVE', 23, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('giay-gioi-thieu', 'Giấy giới thiệu', 'GGT', 'ADMINISTRATIVE', 24, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('giay-nghi-phep', 'Giấy nghỉ phép', 'GNP', 'ADMINISTRATIVE', 25, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('phieu-gui', 'Phiếu gửi', 'PG', 'ADMINISTRATIVE', 26, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('phieu-chuyen', 'Phiếu chuyển', 'PC', 'ADMINISTRATIVE', 27, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('phieu-bao', 'Phiếu báo', 'PB', 'ADMINISTRATIVE', 28, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('thu-cong', 'Thư công', null, 'ADMINISTRATIVE', 29, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('sao-y', 'Bản sao y', 'SY', 'COPY', 30, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('trich-sao', 'Bản trích sao', 'TrS', 'COPY', 31, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('sao-luc', 'Bản sao lục', 'SL', 'COPY', 32, 'NĐ 30/2020/NĐ-CP, Phụ lục III'),
  ('luat', 'Luật', null, 'LEGAL', 33, 'Luật Ban hành văn bản quy phạm pháp luật; chữ viết tắt chưa đối chiếu văn bản gốc'),
  ('nghi-dinh', 'Nghị định', 'NĐ', 'LEGAL', 34, 'Luật Ban hành văn bản quy phạm pháp luật; chữ viết tắt chưa đối chiếu văn bản gốc'),
  ('thong-tu', 'Thông tư', 'TT', 'LEGAL', 35, 'Luật Ban hành văn bản quy phạm pháp luật; chữ viết tắt chưa đối chiếu văn bản gốc'),
  ('thong-tu-lien-tich', 'Thông tư liên tịch', 'TTLT', 'LEGAL', 36, 'Luật Ban hành văn bản quy phạm pháp luật; chữ viết tắt chưa đối chiếu văn bản gốc'),
  ('nghi-quyet-quy-pham', 'Nghị quyết (quy phạm pháp luật)', 'NQ', 'LEGAL', 37, 'Luật Ban hành văn bản quy phạm pháp luật; chữ viết tắt chưa đối chiếu văn bản gốc'),
  ('quyet-dinh-quy-pham', 'Quyết định (quy phạm pháp luật)', 'QĐ', 'LEGAL', 38, 'Luật Ban hành văn bản quy phạm pháp luật; chữ viết tắt chưa đối chiếu văn bản gốc');

-- The demo goes with its documents, and what real people registered keeps its unit.
create or replace function "remove_demo_data"() returns jsonb
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

  delete from document where is_demo or entered_by = any (demo_actors);
  delete from document_book b where opened_by = any (demo_actors) and not exists (select from document d where d.book_id = b.id);
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
    union select unit_id from document union select unit_id from document_book
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
  delete from secret_document_count c where not exists (select from unit u where u.id = c.unit_id);
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
