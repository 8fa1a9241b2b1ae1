-- A change of the calendar and what it did to the due days of open dossiers; each event it caused names it.
CREATE TYPE "redating_status" AS ENUM ('RUNNING', 'DONE');
CREATE TABLE "redating" (
    "id" SERIAL NOT NULL,
    "change" JSONB NOT NULL,
    "before" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "status" "redating_status" NOT NULL,
    "expected" INTEGER NOT NULL,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "uncounted" INTEGER NOT NULL DEFAULT 0,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "redating_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "dossier_event" ADD COLUMN "redating_id" INTEGER;
ALTER TABLE "dossier_event" ADD CONSTRAINT "dossier_event_redating_id_fkey" FOREIGN KEY ("redating_id") REFERENCES "redating"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Two changes at once could not tell which calendar a due day was counted with: one ends before the next begins.
create unique index "redating_one_running" on "redating" (("status")) where "status" = 'RUNNING';
-- A dossier is moved once by a change, however often the work is taken up again.
create unique index "dossier_event_redated_once" on "dossier_event" ("redating_id", "dossier_id") where "redating_id" is not null;
grant select, insert, update on "redating" to vong_lau_app;
grant usage, select on sequence "redating_id_seq" to vong_lau_app;
