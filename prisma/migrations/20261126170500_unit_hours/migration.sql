-- A unit may keep office hours of its own, from a day to a day; what is below it keeps them too until it has its own.
-- Without a unit they are the city's. A stretch may be for taking in and handing out alone: it counts towards no time limit.
ALTER TABLE "office_hours" ADD COLUMN "unit_id" INTEGER;
ALTER TABLE "office_hours" ADD COLUMN "is_reception_only" BOOLEAN NOT NULL DEFAULT false;

alter table "office_hours" add constraint "office_hours_unit_id_fkey" foreign key ("unit_id") references "unit" ("id") on delete cascade on update cascade;
-- Days of work are Monday to Friday, and every one of them has hours that count.
alter table "office_hours" add constraint "office_hours_reception" check (not "is_reception_only" or "weekdays" <@ array[6, 7]);
