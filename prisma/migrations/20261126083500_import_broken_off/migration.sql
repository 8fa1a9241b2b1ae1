-- What broke off the last run of an import that waits to be tried again, and when: it does not run meanwhile.
alter table "import_batch" add column "fault" text, add column "broken_off_at" timestamptz(3);
