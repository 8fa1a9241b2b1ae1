-- A register can be checked whole before it is imported: judged and compared with the record, nothing written.
alter table "import_batch" add column "is_check" boolean not null default false, add column "checked_at" timestamptz(3);
