-- A month of the whole city added up once, when it is counted.
create table "quality_total" (
  "month" date not null,
  "measure" text not null,
  "top" integer not null,
  "bottom" integer not null,
  constraint "quality_total_pkey" primary key ("month", "measure")
);
insert into "quality_total" ("month", "measure", "top", "bottom")
  select "month", "measure", sum("top"), sum("bottom") from "quality_count" group by "month", "measure";
grant select, insert, update, delete on "quality_total" to vong_lau_app;

-- What stood when a closed month was opened again to be corrected; nobody changes it.
create table "quality_reopening" (
  "id" serial not null,
  "month" date not null,
  "closed_at" timestamptz(3) not null,
  "reopened_at" timestamptz(3) not null,
  "reopened_by" text not null,
  "reason" text not null,
  constraint "quality_reopening_pkey" primary key ("id")
);
create index "quality_reopening_month_idx" on "quality_reopening" ("month");
create table "quality_earlier" (
  "reopening_id" integer not null,
  "unit_id" integer not null,
  "measure" text not null,
  "top" integer not null,
  "bottom" integer not null,
  "is_reported" boolean not null,
  constraint "quality_earlier_pkey" primary key ("reopening_id", "unit_id", "measure"),
  constraint "quality_earlier_reopening_id_fkey" foreign key ("reopening_id") references "quality_reopening" ("id") on delete cascade on update cascade
);
grant select, insert on "quality_reopening", "quality_earlier" to vong_lau_app;
grant usage on sequence "quality_reopening_id_seq" to vong_lau_app;

-- Until when a month that was opened again may be corrected.
alter table "quality_month" add column "open_until" date;

create or replace function "forget_demo_quality"() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from quality_reported where is_demo;
  delete from quality_count;
  delete from quality_total;
  delete from quality_month;
  delete from quality_reopening;
  return null;
end $$;
