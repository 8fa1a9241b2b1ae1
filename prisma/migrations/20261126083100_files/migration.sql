-- CreateTable
CREATE TABLE "upload_day" (
    "actor_id" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "upload_day_pkey" PRIMARY KEY ("actor_id","on")
);

-- CreateTable
CREATE TABLE "file_check" (
    "on" DATE NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "checked" INTEGER NOT NULL DEFAULT 0,
    "faults" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "file_check_pkey" PRIMARY KEY ("on")
);

grant select, insert, update, delete on "upload_day", "file_check" to vong_lau_app;
