-- Groups of cameras by IT staff, who may look at another unit's cameras, and how long a last picture is kept.
ALTER TABLE "camera_group" ADD COLUMN     "name_en" TEXT,
ADD COLUMN     "retired_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

update "camera_group" set "name_en" = case "name"
  when 'Giao thông' then 'Traffic'
  when 'An ninh' then 'Security'
  when 'Bộ phận Một cửa' then 'One-stop counters'
  when 'Nơi công cộng' then 'Public places'
  else "name" end;

ALTER TABLE "camera_group" ALTER COLUMN "name_en" SET NOT NULL;

CREATE UNIQUE INDEX "camera_group_name_en_key" ON "camera_group"("name_en");

CREATE TABLE "camera_keeping" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "picture_hours" INTEGER NOT NULL DEFAULT 168,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "camera_keeping_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "camera_grant" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "owner_id" INTEGER,
    "group_id" INTEGER,
    "reason" TEXT NOT NULL,
    "valid_until" DATE,
    "ended_at" TIMESTAMPTZ(3),
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,

    CONSTRAINT "camera_grant_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "camera_grant_unit_id_idx" ON "camera_grant"("unit_id");

ALTER TABLE "camera_grant" ADD CONSTRAINT "camera_grant_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "camera_grant" ADD CONSTRAINT "camera_grant_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "camera_grant" ADD CONSTRAINT "camera_grant_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "camera_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table "camera_keeping" add constraint "camera_keeping_one" check ("id" = 1 and "picture_hours" between 1 and 8760);
insert into "camera_keeping" default values;
-- Somebody else's or a group's: all of everybody's would be a post over the city.
alter table "camera_grant" add constraint "camera_grant_of" check (num_nonnulls("owner_id", "group_id") > 0);

grant delete on "camera_group" to vong_lau_app;
grant select, update on "camera_keeping" to vong_lau_app;
grant select, insert, update on "camera_grant" to vong_lau_app;
grant usage, select on sequence "camera_grant_id_seq" to vong_lau_app;
