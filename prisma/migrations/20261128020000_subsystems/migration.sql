CREATE TYPE "measure_kind" AS ENUM ('FLOW', 'STOCK');

CREATE TYPE "measure_place" AS ENUM ('CITY', 'UNIT', 'AREA');

CREATE TYPE "measure_grain" AS ENUM ('DAY', 'MONTH', 'QUARTER', 'YEAR');

CREATE TABLE "indicator_definition" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "subsystem_id" INTEGER NOT NULL,
    "name_vi" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "definition_vi" TEXT NOT NULL,
    "definition_en" TEXT NOT NULL,
    "unit_of_measure" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "decimals" SMALLINT NOT NULL,
    "formula" JSONB NOT NULL,
    "unit_id" INTEGER,
    "law" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "indicator_definition_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "subsystem" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_vi" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "about_vi" TEXT NOT NULL,
    "about_en" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "unit_id" INTEGER,
    "cadence_hours" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "subsystem_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "measure" (
    "id" SERIAL NOT NULL,
    "subsystem_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name_vi" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "unit_of_measure" TEXT NOT NULL,
    "kind" "measure_kind" NOT NULL,
    "place" "measure_place" NOT NULL,
    "grain" "measure_grain" NOT NULL,
    "is_additive" BOOLEAN NOT NULL,
    "decimals" SMALLINT NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "measure_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "figure" (
    "id" BIGSERIAL NOT NULL,
    "measure_id" INTEGER NOT NULL,
    "unit_id" INTEGER,
    "area_id" INTEGER,
    "on" DATE NOT NULL,
    "value" DECIMAL(24,6) NOT NULL,
    "sync_id" BIGINT,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "figure_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sync" (
    "id" BIGSERIAL NOT NULL,
    "subsystem_id" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "file_name" TEXT,
    "by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "rows_read" INTEGER NOT NULL,
    "rows_new" INTEGER NOT NULL,
    "rows_changed" INTEGER NOT NULL,
    "rows_same" INTEGER NOT NULL,
    "rows_refused" INTEGER NOT NULL,

    CONSTRAINT "sync_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sync_fault" (
    "id" BIGSERIAL NOT NULL,
    "sync_id" BIGINT NOT NULL,
    "row" INTEGER NOT NULL,
    "sent" JSONB NOT NULL,
    "field" TEXT NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "sync_fault_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "indicator_definition_subsystem_id_idx" ON "indicator_definition"("subsystem_id");

CREATE INDEX "indicator_definition_unit_id_idx" ON "indicator_definition"("unit_id");

CREATE UNIQUE INDEX "indicator_definition_code_valid_from_key" ON "indicator_definition"("code", "valid_from");

CREATE UNIQUE INDEX "subsystem_code_key" ON "subsystem"("code");

CREATE INDEX "subsystem_unit_id_idx" ON "subsystem"("unit_id");

CREATE UNIQUE INDEX "measure_code_key" ON "measure"("code");

CREATE INDEX "measure_subsystem_id_idx" ON "measure"("subsystem_id");

CREATE INDEX "figure_measure_id_on_idx" ON "figure"("measure_id", "on");

CREATE INDEX "figure_unit_id_idx" ON "figure"("unit_id");

CREATE INDEX "figure_area_id_idx" ON "figure"("area_id");

CREATE INDEX "figure_sync_id_idx" ON "figure"("sync_id");

CREATE INDEX "sync_subsystem_id_ended_at_idx" ON "sync"("subsystem_id", "ended_at");

CREATE INDEX "sync_fault_sync_id_idx" ON "sync_fault"("sync_id");

ALTER TABLE "indicator_definition" ADD CONSTRAINT "indicator_definition_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "indicator_definition" ADD CONSTRAINT "indicator_definition_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "subsystem" ADD CONSTRAINT "subsystem_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "measure" ADD CONSTRAINT "measure_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "figure" ADD CONSTRAINT "figure_measure_id_fkey" FOREIGN KEY ("measure_id") REFERENCES "measure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "figure" ADD CONSTRAINT "figure_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "figure" ADD CONSTRAINT "figure_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "figure" ADD CONSTRAINT "figure_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sync" ADD CONSTRAINT "sync_subsystem_id_fkey" FOREIGN KEY ("subsystem_id") REFERENCES "subsystem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sync_fault" ADD CONSTRAINT "sync_fault_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A figure is of what its measure is of, and of one thing there is one that stands.
alter table "figure" add constraint "figure_place" check (num_nonnulls("unit_id", "area_id") <= 1);
alter table "figure" add constraint "figure_superseded" check ("superseded_at" is null or "superseded_at" >= "recorded_at");
create unique index "figure_standing" on "figure" ("measure_id", "on", coalesce("unit_id", 0), coalesce("area_id", 0)) include ("value") where "superseded_at" is null;
alter table "measure" add constraint "measure_decimals" check ("decimals" between 0 and 6);
alter table "subsystem" add constraint "subsystem_cadence" check ("cadence_hours" > 0);
alter table "indicator_definition" add constraint "indicator_definition_direction" check ("direction" in ('more', 'less', 'band', 'none'));
alter table "indicator_definition" add constraint "indicator_definition_lasts" check ("valid_until" is null or "valid_until" >= "valid_from");

grant select, insert, update on "subsystem", "measure", "sync" to vong_lau_app;
-- What was told is never changed: a figure is followed by another, a definition by the next.
grant select, insert on "figure", "sync_fault", "indicator_definition" to vong_lau_app;
grant update ("superseded_at") on "figure" to vong_lau_app;
grant update ("valid_until") on "indicator_definition" to vong_lau_app;
grant usage, select on sequence "subsystem_id_seq", "measure_id_seq", "figure_id_seq", "sync_id_seq", "sync_fault_id_seq", "indicator_definition_id_seq" to vong_lau_app;

-- The demo goes with its subsystems; a unit or an area of which a real one tells stays.
do $$
declare
  was text := pg_get_functiondef('remove_demo_data'::regproc);
  begun constant text := 'delete from meeting where is_demo';
  kept constant text := 'union select unit_id from camera ';
  areas constant text := 'union select area_id from camera where area_id is not null';
begin
  if position(begun in was) = 0 then raise exception 'remove_demo_data no longer begins with the meetings'; end if;
  if position(kept in was) = 0 then raise exception 'remove_demo_data no longer names the units of cameras'; end if;
  if position(areas in was) = 0 then raise exception 'remove_demo_data no longer names the areas of cameras'; end if;
  was := replace(was, begun, 'delete from subsystem where is_demo;
  ' || begun);
  was := replace(was, kept, kept || 'union select unit_id from subsystem where unit_id is not null union select unit_id from figure where unit_id is not null union select unit_id from indicator_definition where unit_id is not null ');
  execute replace(was, areas, areas || ' union select area_id from figure where area_id is not null');
end $$;
