-- Packets exchanged with other agencies, whom they go to, and how far they came.
CREATE TYPE "packet_state" AS ENUM ('WAITING', 'REGISTERED', 'REFUSED', 'CONSENTED', 'WITHDRAWN', 'SUPERSEDED', 'NOTED', 'UNREADABLE', 'SECRET', 'DROPPED');

CREATE TYPE "dispatch_state" AS ENUM ('WAITING', 'SENT', 'FAILED', 'DROPPED');

CREATE TABLE "agency" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "email" TEXT,
    "address" TEXT,
    "ended_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "agency_identifier" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "agency_identifier_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "packet" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "sender_id" TEXT NOT NULL,
    "sender_name" TEXT NOT NULL,
    "state" "packet_state" NOT NULL,
    "kind" TEXT,
    "business" TEXT,
    "from_code" TEXT,
    "from_key" TEXT,
    "from_name" TEXT,
    "document_key" TEXT,
    "header" JSONB,
    "signature" JSONB,
    "raw_sha" TEXT,
    "bytes" INTEGER NOT NULL,
    "fault" TEXT,
    "fault_at" TEXT,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "target_id" INTEGER,
    "document_id" INTEGER,
    "reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,
    "settled_by_name" TEXT,
    "told_code" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "packet_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "packet_file" (
    "id" SERIAL NOT NULL,
    "packet_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "declared" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "pages" INTEGER,
    "sha" TEXT NOT NULL,
    "active" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "search" TEXT NOT NULL,
    "inside" TEXT,

    CONSTRAINT "packet_file_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "packet_recipient" (
    "document_id" INTEGER NOT NULL,
    "agency_id" INTEGER NOT NULL,

    CONSTRAINT "packet_recipient_pkey" PRIMARY KEY ("document_id","agency_id")
);

CREATE TABLE "dispatch" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "business" TEXT NOT NULL,
    "to_code" TEXT NOT NULL,
    "to_key" TEXT NOT NULL,
    "to_name" TEXT NOT NULL,
    "document_key" TEXT NOT NULL,
    "document_id" INTEGER,
    "packet_id" INTEGER,
    "header" JSONB NOT NULL,
    "file_ids" INTEGER[],
    "state" "dispatch_state" NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "fault" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "handled_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "words" TEXT,

    CONSTRAINT "dispatch_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "agency_search_key" ON "agency"("search");

CREATE INDEX "agency_identifier_key_idx" ON "agency_identifier"("key");

CREATE INDEX "agency_identifier_agency_id_idx" ON "agency_identifier"("agency_id");

CREATE UNIQUE INDEX "agency_identifier_code_valid_from_key" ON "agency_identifier"("code", "valid_from");

CREATE INDEX "packet_state_unit_id_idx" ON "packet"("state", "unit_id");

CREATE INDEX "packet_from_key_document_key_idx" ON "packet"("from_key", "document_key");

CREATE INDEX "packet_document_id_idx" ON "packet"("document_id");

CREATE INDEX "packet_target_id_idx" ON "packet"("target_id");

CREATE INDEX "packet_file_packet_id_idx" ON "packet_file"("packet_id");

CREATE INDEX "packet_file_sha_idx" ON "packet_file"("sha");

CREATE INDEX "packet_recipient_agency_id_idx" ON "packet_recipient"("agency_id");

CREATE INDEX "dispatch_state_next_at_idx" ON "dispatch"("state", "next_at");

CREATE INDEX "dispatch_document_key_idx" ON "dispatch"("document_key");

CREATE INDEX "dispatch_document_id_idx" ON "dispatch"("document_id");

CREATE INDEX "dispatch_kind_unit_id_id_idx" ON "dispatch"("kind", "unit_id", "id");

ALTER TABLE "agency_identifier" ADD CONSTRAINT "agency_identifier_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "packet" ADD CONSTRAINT "packet_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "packet"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "packet" ADD CONSTRAINT "packet_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "packet_file" ADD CONSTRAINT "packet_file_packet_id_fkey" FOREIGN KEY ("packet_id") REFERENCES "packet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "packet_recipient" ADD CONSTRAINT "packet_recipient_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "packet_recipient" ADD CONSTRAINT "packet_recipient_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The same packet twice is one packet, whoever brings it and however often; what nobody could read or may keep is none.
create unique index "packet_once" on "packet" ("from_key", "document_key", "business")
  where "state" not in ('UNREADABLE', 'SECRET', 'DROPPED') and "from_key" is not null;
-- A new document goes to a receiver once.
create unique index "dispatch_new_once" on "dispatch" ("document_id", "to_key") where "kind" = 'document' and "business" = 'NEW' and "state" <> 'DROPPED';
-- Of a secret packet nothing is kept but who brought it, when, and its code.
alter table "packet" add constraint "packet_secret" check (
  "state" <> 'SECRET' or ("header" is null and "signature" is null and "raw_sha" is null and "from_name" is null and "reason" is null)
);

grant select, insert, update on "packet", "agency", "agency_identifier", "dispatch" to vong_lau_app;
grant select, insert on "packet_file" to vong_lau_app;
grant select, insert, delete on "packet_recipient" to vong_lau_app;
grant usage, select on sequence "packet_id_seq", "packet_file_id_seq", "agency_id_seq", "agency_identifier_id_seq", "dispatch_id_seq" to vong_lau_app;
