-- Where revocation lists are fetched from (the deployment says), when that was last tried and when it last brought a list that counts.
create table "list_source" (
  "url" text not null,
  "tried_at" timestamptz(3) not null,
  "taken_at" timestamptz(3),
  "fault" text,
  constraint "list_source_pkey" primary key ("url")
);
grant select, insert, update on "list_source" to vong_lau_app;
