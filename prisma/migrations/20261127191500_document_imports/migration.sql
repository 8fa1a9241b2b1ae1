-- Old registers of documents come in like registers of dossiers: a batch, beside it a zip of PDFs.
alter table "import_batch"
  add column "kind" text not null default 'dossiers',
  add column "direction" "document_direction",
  add column "book_id" integer,
  add column "year" smallint,
  add column "archive_name" text,
  add column "archive_hash" text,
  add column "files_total" integer not null default 0,
  add column "files_read" integer not null default 0,
  add column "files_secret" integer not null default 0,
  add column "secret_keys" text[] default array[]::text[],
  add column "gaps" integer,
  add constraint "import_batch_kind" check (case "kind" when 'dossiers' then num_nonnulls("direction", "book_id", "year") = 0
    when 'documents' then num_nonnulls("direction", "year") = 2 else false end),
  add constraint "import_batch_book_id_fkey" foreign key ("book_id") references "document_book" ("id") on delete cascade on update cascade;
create index "import_batch_kind_id_idx" on "import_batch" ("kind", "id");
create index "import_batch_book_id_idx" on "import_batch" ("book_id");

create table "import_file" (
  "id" serial not null,
  "batch_id" integer not null,
  "name" text not null,
  "line" integer,
  "sha" text,
  "bytes" integer,
  "pages" integer,
  "active" text[] default array[]::text[],
  "words" text,
  "fault" text,
  constraint "import_file_pkey" primary key ("id"),
  constraint "import_file_batch_id_fkey" foreign key ("batch_id") references "import_batch" ("id") on delete cascade on update cascade
);
create index "import_file_batch_id_idx" on "import_file" ("batch_id");
create index "import_file_sha_idx" on "import_file" ("sha");
grant select, insert, update, delete on "import_file" to vong_lau_app;
grant usage, select on sequence "import_file_id_seq" to vong_lau_app;

-- Up to which number a register was brought in: what is not there below it was given out elsewhere, and is never given out here.
alter table "document_register" add column "imported_to" integer not null default 0;
