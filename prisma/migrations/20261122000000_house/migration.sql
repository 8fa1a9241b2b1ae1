-- CreateEnum
CREATE TYPE "area_kind" AS ENUM ('PROVINCE', 'CITY', 'WARD', 'COMMUNE', 'SPECIAL_ZONE', 'HAMLET', 'RESIDENTIAL_GROUP');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('LEADER', 'UNIT_HEAD', 'ONE_STOP_OFFICER', 'SPECIALIST', 'IT_ADMIN', 'AUDITOR');

-- CreateEnum
CREATE TYPE "calendar_day_kind" AS ENUM ('HOLIDAY', 'COMPENSATORY', 'SWAPPED_OFF', 'MAKE_UP');

-- CreateEnum
CREATE TYPE "calendar_day_status" AS ENUM ('CONFIRMED', 'EXPECTED');

-- CreateEnum
CREATE TYPE "dossier_state" AS ENUM ('REGISTERED', 'ACCEPTED', 'NOT_ACCEPTED', 'IN_PROGRESS', 'AWAITING_SUPPLEMENT', 'AWAITING_PAYMENT', 'WITHDRAWN', 'STOPPED', 'FINISHED', 'RETURNED');

-- CreateEnum
CREATE TYPE "dossier_outcome" AS ENUM ('EARLY', 'ON_TIME', 'LATE', 'WITHDRAWN', 'STOPPED', 'NOT_ACCEPTED');

-- CreateEnum
CREATE TYPE "result_kind" AS ENUM ('GRANTED', 'REFUSED');

-- CreateEnum
CREATE TYPE "applicant_kind" AS ENUM ('CITIZEN', 'ORGANISATION');

-- CreateEnum
CREATE TYPE "clock_stop_kind" AS ENUM ('SUPPLEMENT', 'PAYMENT', 'OTHER');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('UPLOADED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "service_level" AS ENUM ('INFORMATION', 'PARTIAL', 'FULL');

-- CreateEnum
CREATE TYPE "limit_unit" AS ENUM ('SAME_DAY', 'WORKING_DAY', 'CALENDAR_DAY', 'MONTH', 'WORKING_HOUR', 'CLOCK_HOUR', 'TEXT');

-- CreateEnum
CREATE TYPE "cutoff_policy" AS ENUM ('NONE', 'SAME_DAY_15H', 'AFTER_CLOSE_NEXT_DAY');

-- CreateEnum
CREATE TYPE "supplement_policy" AS ENUM ('RESTART', 'PAUSE');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('COUNTER', 'ONLINE', 'POST');

-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('COMMITTEE', 'DEPARTMENT', 'OFFICE', 'WARD', 'COMMUNE', 'SPECIAL_ZONE', 'ONE_STOP_DESK', 'SERVICE_CENTRE', 'OTHER');

-- CreateTable
CREATE TABLE "area" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "area_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" INTEGER,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "latitude" DECIMAL(9,6),
    "longitude" DECIMAL(9,6),
    "boundary" JSONB,
    "boundary_source" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area_succession" (
    "predecessor_id" INTEGER NOT NULL,
    "successor_id" INTEGER NOT NULL,
    "on" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "area_succession_pkey" PRIMARY KEY ("predecessor_id","successor_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "unit_id" INTEGER,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "n" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "first_id" BIGINT NOT NULL,
    "last_id" BIGINT NOT NULL,
    "ids" BIGINT[],
    "root" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "horizon" xid8 NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" SERIAL NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "password_hash" TEXT,
    "password_set_at" TIMESTAMPTZ(3),
    "totp_sealed" BYTEA,
    "totp_enabled_at" TIMESTAMPTZ(3),
    "totp_last_step" INTEGER,
    "totp_required" BOOLEAN NOT NULL DEFAULT false,
    "oidc_issuer" TEXT,
    "oidc_subject" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "role" "role" NOT NULL,
    "title" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,
    "address" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "hash" BYTEA NOT NULL,
    "user_id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "unit_id" INTEGER NOT NULL,
    "addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "id" SERIAL NOT NULL,
    "on" DATE NOT NULL,
    "kind" "calendar_day_kind" NOT NULL,
    "status" "calendar_day_status" NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" TEXT NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),
    "superseded_by" TEXT,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office_hours" (
    "id" SERIAL NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "opens_minute" INTEGER NOT NULL,
    "closes_minute" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "office_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_cell" (
    "level" SMALLINT NOT NULL,
    "period" DATE NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "channel" "channel" NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "received_full" INTEGER NOT NULL DEFAULT 0,
    "early" INTEGER NOT NULL DEFAULT 0,
    "on_time" INTEGER NOT NULL DEFAULT 0,
    "late" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "withdrawn" INTEGER NOT NULL DEFAULT 0,
    "stopped" INTEGER NOT NULL DEFAULT 0,
    "not_accepted" INTEGER NOT NULL DEFAULT 0,
    "returned" INTEGER NOT NULL DEFAULT 0,
    "overdue_in" INTEGER NOT NULL DEFAULT 0,
    "overdue_out" INTEGER NOT NULL DEFAULT 0,
    "waiting_in" INTEGER NOT NULL DEFAULT 0,
    "waiting_out" INTEGER NOT NULL DEFAULT 0,
    "open_due" INTEGER NOT NULL DEFAULT 0,
    "days_used" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "dossier_cell_pkey" PRIMARY KEY ("level","period","unit_id","procedure_id","channel")
);

-- CreateTable
CREATE TABLE "dossier_delta" (
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "channel" "channel" NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "received_full" INTEGER NOT NULL DEFAULT 0,
    "early" INTEGER NOT NULL DEFAULT 0,
    "on_time" INTEGER NOT NULL DEFAULT 0,
    "late" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "withdrawn" INTEGER NOT NULL DEFAULT 0,
    "stopped" INTEGER NOT NULL DEFAULT 0,
    "not_accepted" INTEGER NOT NULL DEFAULT 0,
    "returned" INTEGER NOT NULL DEFAULT 0,
    "overdue_in" INTEGER NOT NULL DEFAULT 0,
    "overdue_out" INTEGER NOT NULL DEFAULT 0,
    "waiting_in" INTEGER NOT NULL DEFAULT 0,
    "waiting_out" INTEGER NOT NULL DEFAULT 0,
    "open_due" INTEGER NOT NULL DEFAULT 0,
    "days_used" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "dossier_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "emblem_sha" TEXT,
    "set_up_at" TIMESTAMPTZ(3),
    "has_demo_data" BOOLEAN NOT NULL DEFAULT false,
    "totp_roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "city_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "actor_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor_id","route","key")
);

-- CreateTable
CREATE TABLE "dossier" (
    "id" SERIAL NOT NULL,
    "code" TEXT,
    "portal_id" TEXT,
    "procedure_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "receiving_unit_id" INTEGER NOT NULL,
    "area_id" INTEGER,
    "channel" "channel" NOT NULL,
    "service_level" "service_level" NOT NULL DEFAULT 'INFORMATION',
    "state" "dossier_state" NOT NULL,
    "outcome" "dossier_outcome",
    "result_kind" "result_kind",
    "applicant_kind" "applicant_kind" NOT NULL DEFAULT 'CITIZEN',
    "applicant_name" TEXT NOT NULL,
    "applicant_search" TEXT NOT NULL,
    "applicant_address" TEXT,
    "phone_sealed" BYTEA,
    "phone_index" BYTEA,
    "id_number_sealed" BYTEA,
    "id_number_index" BYTEA,
    "subject" TEXT,
    "limit_value" INTEGER,
    "limit_unit" "limit_unit",
    "registered_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_on" DATE,
    "due_at" TIMESTAMPTZ(3),
    "due_on" DATE,
    "extended_due_at" TIMESTAMPTZ(3),
    "extended_due_on" DATE,
    "ended_at" TIMESTAMPTZ(3),
    "ended_on" DATE,
    "returned_at" TIMESTAMPTZ(3),
    "returned_on" DATE,
    "working_days_used" INTEGER,
    "supplement_count" INTEGER NOT NULL DEFAULT 0,
    "batch_id" INTEGER,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dossier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_event" (
    "id" BIGSERIAL NOT NULL,
    "dossier_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from_state" "dossier_state",
    "to_state" "dossier_state" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "unit_id" INTEGER,
    "note" TEXT,
    "due_at_before" TIMESTAMPTZ(3),
    "due_at_after" TIMESTAMPTZ(3),

    CONSTRAINT "dossier_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_clock_stop" (
    "id" SERIAL NOT NULL,
    "dossier_id" INTEGER NOT NULL,
    "kind" "clock_stop_kind" NOT NULL,
    "policy" "supplement_policy" NOT NULL,
    "reason" TEXT NOT NULL,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_on" DATE NOT NULL,
    "resumed_at" TIMESTAMPTZ(3),
    "resumed_on" DATE,
    "due_at_before" TIMESTAMPTZ(3),
    "due_on_before" DATE,

    CONSTRAINT "dossier_clock_stop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_paper" (
    "id" SERIAL NOT NULL,
    "dossier_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "dossier_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_serial" (
    "agency_code" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "serial" INTEGER NOT NULL,

    CONSTRAINT "dossier_serial_pkey" PRIMARY KEY ("agency_code","on")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" SERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "file_name" TEXT,
    "file_sha" TEXT,
    "file_bytes" BIGINT,
    "format" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "mapping" JSONB,
    "status" "import_status" NOT NULL,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "rows_total" INTEGER,
    "rows_new" INTEGER NOT NULL DEFAULT 0,
    "rows_changed" INTEGER NOT NULL DEFAULT 0,
    "rows_unchanged" INTEGER NOT NULL DEFAULT 0,
    "rows_rejected" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_rejection" (
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "import_rejection_pkey" PRIMARY KEY ("batch_id","line")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "sender" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_by" TEXT NOT NULL,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("sender")
);

-- CreateTable
CREATE TABLE "staged_dossier" (
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "receiving_unit_id" INTEGER NOT NULL,
    "channel" "channel" NOT NULL,
    "service_level" "service_level" NOT NULL,
    "state" "dossier_state" NOT NULL,
    "outcome" "dossier_outcome",
    "result_kind" "result_kind",
    "applicant_kind" "applicant_kind" NOT NULL,
    "applicant_name" TEXT NOT NULL,
    "applicant_search" TEXT NOT NULL,
    "applicant_address" TEXT,
    "phone_sealed" BYTEA,
    "phone_index" BYTEA,
    "id_number_sealed" BYTEA,
    "id_number_index" BYTEA,
    "subject" TEXT,
    "limit_value" INTEGER,
    "limit_unit" "limit_unit",
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_on" DATE NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "due_on" DATE,
    "ended_at" TIMESTAMPTZ(3),
    "ended_on" DATE,
    "returned_at" TIMESTAMPTZ(3),
    "returned_on" DATE,
    "working_days_used" INTEGER,
    "stopped_at" TIMESTAMPTZ(3),
    "stopped_on" DATE,
    "stop_kind" "clock_stop_kind",

    CONSTRAINT "staged_dossier_pkey" PRIMARY KEY ("batch_id","line")
);

-- CreateTable
CREATE TABLE "indicator_target" (
    "id" SERIAL NOT NULL,
    "indicator_code" TEXT NOT NULL,
    "unit_id" INTEGER,
    "aim" DECIMAL(14,4) NOT NULL,
    "floor" DECIMAL(14,4) NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "source" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "indicator_target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sector" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "sector_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_search" TEXT NOT NULL,
    "sector_id" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "is_sensitive" BOOLEAN NOT NULL DEFAULT false,
    "supplement_policy" "supplement_policy" NOT NULL DEFAULT 'RESTART',
    "cutoff_policy" "cutoff_policy" NOT NULL DEFAULT 'NONE',
    "is_published" BOOLEAN NOT NULL DEFAULT true,
    "is_illustrative" BOOLEAN NOT NULL DEFAULT false,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "source" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "procedure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_time_limit" (
    "id" SERIAL NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "channel" "channel",
    "case_label" TEXT,
    "value" INTEGER,
    "unit" "limit_unit" NOT NULL,
    "text" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "procedure_time_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_service_level" (
    "id" SERIAL NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "level" "service_level" NOT NULL,
    "legacy_level" INTEGER,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "procedure_service_level_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_step" (
    "id" SERIAL NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "centidays" INTEGER,

    CONSTRAINT "procedure_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "parent_id" INTEGER,
    "area_id" INTEGER,
    "head_title" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_succession" (
    "predecessor_id" INTEGER NOT NULL,
    "successor_id" INTEGER NOT NULL,
    "on" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "unit_succession_pkey" PRIMARY KEY ("predecessor_id","successor_id")
);

-- CreateTable
CREATE TABLE "unit_identifier" (
    "code" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "unit_identifier_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE INDEX "area_parent_id_idx" ON "area"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "area_code_valid_from_key" ON "area"("code", "valid_from");

-- CreateIndex
CREATE INDEX "audit_entry_subject_subject_id_id_idx" ON "audit_entry"("subject", "subject_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_login_key" ON "app_user"("login");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_oidc_issuer_oidc_subject_key" ON "app_user"("oidc_issuer", "oidc_subject");

-- CreateIndex
CREATE INDEX "post_user_id_idx" ON "post"("user_id");

-- CreateIndex
CREATE INDEX "post_unit_id_idx" ON "post"("unit_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "one_time_link_user_id_idx" ON "one_time_link"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_user_id_page_name_key" ON "saved_view"("user_id", "page", "name");

-- CreateIndex
CREATE INDEX "calendar_day_on_idx" ON "calendar_day"("on");

-- CreateIndex
CREATE INDEX "idempotency_key_at_idx" ON "idempotency_key"("at");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_code_key" ON "dossier"("code");

-- CreateIndex
CREATE INDEX "dossier_unit_id_accepted_at_id_idx" ON "dossier"("unit_id", "accepted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "dossier_accepted_at_id_idx" ON "dossier"("accepted_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "dossier_event_dossier_id_version_key" ON "dossier_event"("dossier_id", "version");

-- CreateIndex
CREATE INDEX "dossier_clock_stop_dossier_id_idx" ON "dossier_clock_stop"("dossier_id");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_paper_dossier_id_position_key" ON "dossier_paper"("dossier_id", "position");

-- CreateIndex
CREATE INDEX "import_batch_created_at_idx" ON "import_batch"("created_at");

-- CreateIndex
CREATE INDEX "staged_dossier_batch_id_code_idx" ON "staged_dossier"("batch_id", "code");

-- CreateIndex
CREATE INDEX "indicator_target_indicator_code_valid_from_idx" ON "indicator_target"("indicator_code", "valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "sector_code_key" ON "sector"("code");

-- CreateIndex
CREATE UNIQUE INDEX "procedure_code_key" ON "procedure"("code");

-- CreateIndex
CREATE INDEX "procedure_sector_id_idx" ON "procedure"("sector_id");

-- CreateIndex
CREATE INDEX "procedure_time_limit_procedure_id_idx" ON "procedure_time_limit"("procedure_id");

-- CreateIndex
CREATE INDEX "procedure_service_level_procedure_id_idx" ON "procedure_service_level"("procedure_id");

-- CreateIndex
CREATE UNIQUE INDEX "procedure_step_procedure_id_position_key" ON "procedure_step"("procedure_id", "position");

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_valid_from_key" ON "unit"("code", "valid_from");

-- CreateIndex
CREATE INDEX "unit_identifier_unit_id_idx" ON "unit_identifier"("unit_id");

-- AddForeignKey
ALTER TABLE "area" ADD CONSTRAINT "area_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area_succession" ADD CONSTRAINT "area_succession_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area_succession" ADD CONSTRAINT "area_succession_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_event" ADD CONSTRAINT "dossier_event_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_clock_stop" ADD CONSTRAINT "dossier_clock_stop_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_paper" ADD CONSTRAINT "dossier_paper_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rejection" ADD CONSTRAINT "import_rejection_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_sector_id_fkey" FOREIGN KEY ("sector_id") REFERENCES "sector"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_time_limit" ADD CONSTRAINT "procedure_time_limit_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_service_level" ADD CONSTRAINT "procedure_service_level_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_step" ADD CONSTRAINT "procedure_step_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_succession" ADD CONSTRAINT "unit_succession_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_identifier" ADD CONSTRAINT "unit_identifier_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say. The drift test lists these objects by name.

-- Codes are compared byte by byte, so that a prefix search can use the unique index under any locale.
alter table "dossier" alter column "code" type text collate "C";

-- A dossier's days are its instants on the city's clock, and its outcome follows from them (QĐ 766: end <= due is on time).
alter table "dossier"
  add constraint "dossier_accepted_on_is_city_day" check ("accepted_on" is not distinct from ("accepted_at" at time zone 'Asia/Ho_Chi_Minh')::date),
  add constraint "dossier_due_on_is_city_day" check ("due_on" is not distinct from ("due_at" at time zone 'Asia/Ho_Chi_Minh')::date),
  add constraint "dossier_ended_on_is_city_day" check ("ended_on" is not distinct from ("ended_at" at time zone 'Asia/Ho_Chi_Minh')::date),
  add constraint "dossier_returned_on_is_city_day" check ("returned_on" is not distinct from ("returned_at" at time zone 'Asia/Ho_Chi_Minh')::date),
  add constraint "dossier_code_comes_with_acceptance" check (("code" is null) = ("accepted_on" is null)),
  add constraint "dossier_end_has_an_outcome" check (("ended_on" is null) = ("outcome" is null)),
  add constraint "dossier_outcome_follows_from_days" check (
    case "outcome"
      when 'EARLY' then "due_on" is not null and "ended_on" < "due_on"
      when 'ON_TIME' then "due_on" is null or "ended_on" = "due_on"
      when 'LATE' then "due_on" is not null and "ended_on" > "due_on"
      else true
    end),
  add constraint "dossier_time_runs_forward" check ("ended_at" >= "accepted_at" and "returned_at" >= "ended_at");
alter table "dossier_clock_stop"
  add constraint "clock_stop_runs_forward" check ("resumed_at" >= "stopped_at"),
  add constraint "clock_stop_has_both_ends" check (("resumed_at" is null) = ("resumed_on" is null));
create unique index "clock_stop_one_open" on "dossier_clock_stop" ("dossier_id") where "resumed_on" is null;
alter table "city" add constraint "city_is_one" check ("id" = 1);
create unique index "calendar_day_one_current" on "calendar_day" ("on") where "superseded_at" is null;

create index "dossier_accepted_on_idx" on "dossier" ("accepted_on", "unit_id", "procedure_id", "channel") where "accepted_on" is not null;
create index "dossier_ended_on_idx" on "dossier" ("ended_on", "unit_id", "procedure_id", "channel", "outcome") where "ended_on" is not null;
create index "dossier_open_idx" on "dossier" ("due_on", "unit_id", "procedure_id", "channel") where "ended_on" is null and "accepted_on" is not null;
create index "dossier_search_idx" on "dossier" using gin (to_tsvector('simple', "applicant_search"));
create index "dossier_phone_idx" on "dossier" ("phone_index") where "phone_index" is not null;
create index "dossier_id_number_idx" on "dossier" ("id_number_index") where "id_number_index" is not null;

-- The role the application works as.
do $$ begin
  if not exists (select from pg_roles where rolname = 'vong_lau_app') then
    create role vong_lau_app nologin;
  end if;
end $$;
grant usage on schema public to vong_lau_app;
grant select, insert, update, delete on all tables in schema public to vong_lau_app;
grant usage, select on all sequences in schema public to vong_lau_app;
do $$ begin
  if to_regclass('_prisma_migrations') is not null then
    revoke insert, update, delete, truncate on "_prisma_migrations" from vong_lau_app;
  end if;
end $$;

-- Evidence can be added to, never changed; the numbers are written by triggers and the fold alone.
revoke update, delete, truncate on "audit_entry", "audit_seal", "dossier_event" from vong_lau_app;
revoke insert on "audit_entry" from vong_lau_app;
grant insert ("actor_id", "action", "subject", "subject_id", "unit_id", "detail") on "audit_entry" to vong_lau_app;
revoke delete, truncate on "dossier" from vong_lau_app;
revoke insert, update, delete, truncate on "dossier_cell", "dossier_delta" from vong_lau_app;
