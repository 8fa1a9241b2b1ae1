-- What a batch remembers: where its table stands, its first rows (sealed), who started it with which reach.
alter table "import_batch"
  add column "idempotency_key" text,
  add column "layout" jsonb,
  add column "sample" bytea,
  add column "attempts" integer not null default 0,
  add column "started_by" text,
  add column "started_by_name" text,
  add column "started_reach" jsonb;
create unique index "import_batch_created_by_idempotency_key_key" on "import_batch" ("created_by", "idempotency_key");

-- A rejected row names a person: it is kept sealed.
alter table "import_rejection" drop column "cells";
alter table "import_rejection" add column "cells" bytea not null;

-- Judged rows are worth nothing after a crash (the batch starts over), so they are not written twice.
alter table "staged_dossier" add column "given" integer not null;
alter table "staged_dossier" set unlogged;
