-- With which certificate (its SHA-256) a packet of ours was signed as it went; null: it was not.
alter table "dispatch" add column "signed_with" text;
