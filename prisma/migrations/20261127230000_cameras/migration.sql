-- Cameras: whose they are, where they stand, how their pictures are had, and how each has stood since when.
CREATE TYPE "camera_use" AS ENUM ('TRAFFIC', 'SECURITY', 'ONE_STOP', 'PUBLIC_PLACE');

CREATE TYPE "camera_state" AS ENUM ('UNKNOWN', 'ONLINE', 'FROZEN', 'DARK', 'UNAUTHORISED', 'OFFLINE');

CREATE TABLE "camera_group" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "use" "camera_use" NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "camera_group_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "camera" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "group_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "area_id" INTEGER,
    "address" TEXT,
    "model" TEXT,
    "purpose" TEXT,
    "latitude" DECIMAL(9,6),
    "longitude" DECIMAL(9,6),
    "bearing_degrees" SMALLINT,
    "view_degrees" SMALLINT,
    "view_metres" SMALLINT,
    "main_stream" TEXT,
    "sub_stream" TEXT,
    "snapshot_url" TEXT,
    "sign_in_name" BYTEA,
    "sign_in_password" BYTEA,
    "note" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "camera_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "camera_health" (
    "camera_id" INTEGER NOT NULL,
    "state" "camera_state" NOT NULL DEFAULT 'UNKNOWN',
    "proof" TEXT NOT NULL DEFAULT 'never-probed',
    "since_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_state" "camera_state" NOT NULL DEFAULT 'UNKNOWN',
    "seen_proof" TEXT NOT NULL DEFAULT 'never-probed',
    "seen_since_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_count" SMALLINT NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "codec" TEXT,
    "width" SMALLINT,
    "height" SMALLINT,
    "took_ms" INTEGER,
    "thumb" BYTEA,

    CONSTRAINT "camera_health_pkey" PRIMARY KEY ("camera_id")
);

CREATE TABLE "camera_picture" (
    "camera_id" INTEGER NOT NULL,
    "jpeg" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "camera_picture_pkey" PRIMARY KEY ("camera_id")
);

CREATE TABLE "camera_change" (
    "id" BIGSERIAL NOT NULL,
    "camera_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" "camera_state" NOT NULL,
    "proof" TEXT NOT NULL,

    CONSTRAINT "camera_change_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "camera_outage" (
    "id" SERIAL NOT NULL,
    "camera_id" INTEGER NOT NULL,
    "state" "camera_state" NOT NULL,
    "proof" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledged_by_name" TEXT,
    "cause" TEXT,

    CONSTRAINT "camera_outage_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "camera_maintenance" (
    "id" SERIAL NOT NULL,
    "camera_id" INTEGER NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,

    CONSTRAINT "camera_maintenance_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "camera_group_name_key" ON "camera_group"("name");

CREATE UNIQUE INDEX "camera_code_key" ON "camera"("code");

CREATE INDEX "camera_group_id_idx" ON "camera"("group_id");

CREATE INDEX "camera_unit_id_idx" ON "camera"("unit_id");

CREATE INDEX "camera_area_id_idx" ON "camera"("area_id");

CREATE INDEX "camera_health_next_at_idx" ON "camera_health"("next_at");

CREATE INDEX "camera_change_camera_id_at_idx" ON "camera_change"("camera_id", "at");

CREATE INDEX "camera_change_at_idx" ON "camera_change"("at");

CREATE INDEX "camera_outage_camera_id_started_at_idx" ON "camera_outage"("camera_id", "started_at");

CREATE INDEX "camera_outage_started_at_idx" ON "camera_outage"("started_at");

CREATE INDEX "camera_maintenance_camera_id_from_at_idx" ON "camera_maintenance"("camera_id", "from_at");

ALTER TABLE "camera" ADD CONSTRAINT "camera_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "camera_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "camera" ADD CONSTRAINT "camera_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "camera" ADD CONSTRAINT "camera_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "camera_health" ADD CONSTRAINT "camera_health_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "camera_picture" ADD CONSTRAINT "camera_picture_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "camera_change" ADD CONSTRAINT "camera_change_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "camera_outage" ADD CONSTRAINT "camera_outage_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "camera_maintenance" ADD CONSTRAINT "camera_maintenance_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "camera"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Pictures are taken anew each minute: they need not outlive a crash, and writing them ahead would cost more than all the rest.
alter table "camera_picture" set unlogged;

alter table "camera" add constraint "camera_place" check (num_nulls("latitude", "longitude") in (0, 2));
alter table "camera" add constraint "camera_view" check ("bearing_degrees" between 0 and 359 and "view_degrees" between 1 and 360 and "view_metres" between 1 and 5000);
alter table "camera" add constraint "camera_in_service" check ("valid_until" is null or "valid_until" >= "valid_from");
alter table "camera" add constraint "camera_sign_in" check (num_nulls("sign_in_name", "sign_in_password") in (0, 2));
alter table "camera_outage" add constraint "camera_outage_ends" check ("ended_at" is null or "ended_at" >= "started_at");
alter table "camera_outage" add constraint "camera_outage_acknowledged" check (num_nulls("acknowledged_at", "acknowledged_by", "acknowledged_by_name", "cause") in (0, 4));
alter table "camera_maintenance" add constraint "camera_maintenance_lasts" check ("until_at" > "from_at");
-- A camera has one trouble at a time.
create unique index "camera_outage_open" on "camera_outage" ("camera_id") where "ended_at" is null;

insert into "camera_group" ("name", "use", "position") values
  ('Giao thông', 'TRAFFIC', 1), ('An ninh', 'SECURITY', 2), ('Bộ phận Một cửa', 'ONE_STOP', 3), ('Nơi công cộng', 'PUBLIC_PLACE', 4);

grant select, insert, update on "camera", "camera_group", "camera_health", "camera_outage", "camera_maintenance" to vong_lau_app;
grant select, insert, update, delete on "camera_picture" to vong_lau_app;
grant select, insert on "camera_change" to vong_lau_app;
grant usage, select on sequence "camera_id_seq", "camera_group_id_seq", "camera_change_id_seq", "camera_outage_id_seq", "camera_maintenance_id_seq" to vong_lau_app;

-- The demo goes with its cameras; a unit or an area that has a real one stays.
do $$
declare
  was text := pg_get_functiondef('remove_demo_data'::regproc);
  begun constant text := 'delete from meeting where is_demo';
  kept constant text := 'union select unit_id from meeting union';
  areas constant text := 'union select area_id from dossier where area_id is not null';
begin
  if position(begun in was) = 0 then raise exception 'remove_demo_data no longer begins with the meetings'; end if;
  if position(kept in was) = 0 then raise exception 'remove_demo_data no longer names the units of meetings'; end if;
  if position(areas in was) = 0 then raise exception 'remove_demo_data no longer names the areas of dossiers'; end if;
  was := replace(was, begun, 'delete from camera where is_demo;
  delete from camera_group g where is_demo and not exists (select from camera c where c.group_id = g.id);
  ' || begun);
  was := replace(was, kept, 'union select unit_id from camera ' || kept);
  execute replace(was, areas, areas || ' union select area_id from camera where area_id is not null');
end $$;
