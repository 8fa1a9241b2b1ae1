-- Files of a dossier: what acts in them, whether a scanner has looked into them, and who took one away.
create type "file_scan" as enum ('NOT_SCANNED', 'WAITING', 'CLEAN', 'INFECTED');
alter table "dossier_file"
  add column "active" text[] not null default array[]::text[],
  add column "scan" "file_scan" not null default 'NOT_SCANNED',
  add column "scanned_at" timestamptz(3),
  add column "threat" text,
  add column "removed_by_name" text;
-- Of two who attach the same file to the same paper at once one is told.
create unique index "dossier_file_once" on "dossier_file" ("dossier_id", coalesce("paper_id", 0), "kind", "sha") where "removed_at" is null;
create index "dossier_file_waiting" on "dossier_file" ("id") where "scan" = 'WAITING';
