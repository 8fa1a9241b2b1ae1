-- What hangs on a wall of cameras: which, in what order, how many at a time; kept under a name of its maker's, and what each person showed last.
CREATE TABLE "camera_layout" (
    "id" SERIAL NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "grid" SMALLINT NOT NULL,
    "camera_ids" INTEGER[],
    "patrol_seconds" SMALLINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "camera_layout_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "camera_layout_shown" (
    "user_id" INTEGER NOT NULL,
    "layout" TEXT NOT NULL,
    "grid" SMALLINT NOT NULL,
    "patrol_seconds" SMALLINT NOT NULL,

    CONSTRAINT "camera_layout_shown_pkey" PRIMARY KEY ("user_id")
);

CREATE INDEX "camera_layout_owner_id_idx" ON "camera_layout"("owner_id");

ALTER TABLE "camera_layout" ADD CONSTRAINT "camera_layout_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "camera_layout_shown" ADD CONSTRAINT "camera_layout_shown_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table "camera_layout" add constraint "camera_layout_grid" check ("grid" in (1, 4, 9, 16, 25));
alter table "camera_layout_shown" add constraint "camera_layout_shown_grid" check ("grid" in (1, 4, 9, 16, 25));
-- A name that was given up may be given again; undoing then says so.
create unique index "camera_layout_name" on "camera_layout" ("owner_id", "name") where "removed_at" is null;

grant select, insert, update on "camera_layout", "camera_layout_shown" to vong_lau_app;
grant usage, select on sequence "camera_layout_id_seq" to vong_lau_app;
