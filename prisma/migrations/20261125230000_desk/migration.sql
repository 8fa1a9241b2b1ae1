-- CreateEnum
CREATE TYPE "result_delivery" AS ENUM ('COUNTER', 'POST', 'ELECTRONIC');

-- CreateEnum
CREATE TYPE "dossier_file_kind" AS ENUM ('PAPER', 'RESULT', 'OTHER');

-- CreateEnum
CREATE TYPE "fee_stage" AS ENUM ('ACCEPTANCE', 'SUPPLEMENT', 'RESULT');

-- CreateEnum
CREATE TYPE "payment_method" AS ENUM ('CASH', 'TRANSFER', 'ONLINE', 'WAIVED');

-- CreateEnum
CREATE TYPE "form_kind" AS ENUM ('RECEIPT', 'SUPPLEMENT_REQUEST', 'REFUSAL', 'APOLOGY', 'STOP_NOTICE', 'CONTROL_SHEET', 'CHANGE_SLIP');

-- CreateEnum
CREATE TYPE "exchange_direction" AS ENUM ('IN', 'OUT');

-- CreateEnum
CREATE TYPE "exchange_status" AS ENUM ('WAITING', 'DONE', 'FAILED', 'DROPPED');

-- CreateEnum
CREATE TYPE "fee_kind" AS ENUM ('FEE', 'CHARGE');

-- AlterTable
ALTER TABLE "dossier" ADD COLUMN     "applicant_email" TEXT,
ADD COLUMN     "assignee_id" INTEGER,
ADD COLUMN     "case_label" TEXT,
ADD COLUMN     "result_delivery" "result_delivery" NOT NULL DEFAULT 'COUNTER',
ADD COLUMN     "set_count" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "step_position" SMALLINT,
ADD COLUMN     "submitter_id_sealed" BYTEA,
ADD COLUMN     "submitter_name" TEXT;

-- AlterTable
ALTER TABLE "dossier_paper" ADD COLUMN     "is_reused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "procedure_paper_id" INTEGER,
ADD COLUMN     "supplement" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "procedure" ADD COLUMN     "is_taken_in_anywhere" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "legal_basis" TEXT,
ADD COLUMN     "result_name" TEXT;

-- CreateTable
CREATE TABLE "dossier_rating" (
    "dossier_id" INTEGER NOT NULL,
    "score" SMALLINT NOT NULL,
    "attitude" SMALLINT,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "unit_id" INTEGER NOT NULL,

    CONSTRAINT "dossier_rating_pkey" PRIMARY KEY ("dossier_id")
);

-- CreateTable
CREATE TABLE "dossier_step" (
    "dossier_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "centidays" INTEGER,
    "assignee_id" INTEGER,
    "started_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "dossier_step_pkey" PRIMARY KEY ("dossier_id","position")
);

-- CreateTable
CREATE TABLE "dossier_file" (
    "id" SERIAL NOT NULL,
    "dossier_id" INTEGER NOT NULL,
    "paper_id" INTEGER,
    "kind" "dossier_file_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "pages" INTEGER,
    "sha" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_by_name" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" TEXT,
    "removed_for" TEXT,

    CONSTRAINT "dossier_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_fee" (
    "id" SERIAL NOT NULL,
    "dossier_id" INTEGER NOT NULL,
    "kind" "fee_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "amount_dong" INTEGER NOT NULL,
    "stage" "fee_stage" NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "method" "payment_method",
    "receipt_number" TEXT,

    CONSTRAINT "dossier_fee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_consultation" (
    "id" SERIAL NOT NULL,
    "dossier_id" INTEGER NOT NULL,
    "agency" TEXT NOT NULL,
    "unit_id" INTEGER,
    "question" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "dossier_consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier_form" (
    "id" SERIAL NOT NULL,
    "dossier_id" INTEGER NOT NULL,
    "kind" "form_kind" NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "number" INTEGER NOT NULL,
    "generation" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "reason" TEXT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by" TEXT NOT NULL,
    "replaces_id" INTEGER,

    CONSTRAINT "dossier_form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_serial" (
    "unit_id" INTEGER NOT NULL,
    "kind" "form_kind" NOT NULL,
    "year" SMALLINT NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "form_serial_pkey" PRIMARY KEY ("unit_id","kind","year")
);

-- CreateTable
CREATE TABLE "dossier_hand_over" (
    "dossier_id" INTEGER NOT NULL,
    "delivery" "result_delivery" NOT NULL,
    "collector_name" TEXT,
    "collector_id_sealed" BYTEA,
    "tracking_number" TEXT,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_hand_over_pkey" PRIMARY KEY ("dossier_id")
);

-- CreateTable
CREATE TABLE "dossier_draft" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange_message" (
    "id" BIGSERIAL NOT NULL,
    "direction" "exchange_direction" NOT NULL,
    "kind" TEXT NOT NULL,
    "dossier_id" INTEGER,
    "code" TEXT,
    "version" INTEGER,
    "content" BYTEA NOT NULL,
    "status" "exchange_status" NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "fault" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "exchange_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_paper" (
    "id" SERIAL NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "originals" INTEGER NOT NULL DEFAULT 1,
    "copies" INTEGER NOT NULL DEFAULT 0,
    "is_required" BOOLEAN NOT NULL DEFAULT true,
    "case_label" TEXT,
    "form_name" TEXT,
    "note" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "procedure_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_fee" (
    "id" SERIAL NOT NULL,
    "procedure_id" INTEGER NOT NULL,
    "kind" "fee_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "amount_dong" INTEGER,
    "channel" "channel",
    "case_label" TEXT,
    "text" TEXT,
    "source" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "procedure_fee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_settler" (
    "procedure_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "procedure_settler_pkey" PRIMARY KEY ("procedure_id","unit_id","valid_from")
);

-- CreateIndex
CREATE INDEX "dossier_rating_unit_id_at_idx" ON "dossier_rating"("unit_id", "at");

-- CreateIndex
CREATE INDEX "dossier_file_dossier_id_idx" ON "dossier_file"("dossier_id");

-- CreateIndex
CREATE INDEX "dossier_file_sha_idx" ON "dossier_file"("sha");

-- CreateIndex
CREATE INDEX "dossier_fee_dossier_id_idx" ON "dossier_fee"("dossier_id");

-- CreateIndex
CREATE INDEX "dossier_consultation_dossier_id_idx" ON "dossier_consultation"("dossier_id");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_form_replaces_id_key" ON "dossier_form"("replaces_id");

-- CreateIndex
CREATE INDEX "dossier_form_dossier_id_idx" ON "dossier_form"("dossier_id");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_form_unit_id_kind_year_number_key" ON "dossier_form"("unit_id", "kind", "year", "number");

-- CreateIndex
CREATE INDEX "dossier_draft_user_id_idx" ON "dossier_draft"("user_id");

-- CreateIndex
CREATE INDEX "exchange_message_status_next_at_idx" ON "exchange_message"("status", "next_at");

-- CreateIndex
CREATE INDEX "exchange_message_dossier_id_idx" ON "exchange_message"("dossier_id");

-- CreateIndex
CREATE INDEX "procedure_paper_procedure_id_idx" ON "procedure_paper"("procedure_id");

-- CreateIndex
CREATE INDEX "procedure_fee_procedure_id_idx" ON "procedure_fee"("procedure_id");

-- AddForeignKey
ALTER TABLE "dossier_rating" ADD CONSTRAINT "dossier_rating_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_step" ADD CONSTRAINT "dossier_step_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_file" ADD CONSTRAINT "dossier_file_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_file" ADD CONSTRAINT "dossier_file_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "dossier_paper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_fee" ADD CONSTRAINT "dossier_fee_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_consultation" ADD CONSTRAINT "dossier_consultation_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_form" ADD CONSTRAINT "dossier_form_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier_hand_over" ADD CONSTRAINT "dossier_hand_over_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_message" ADD CONSTRAINT "exchange_message_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_paper" ADD CONSTRAINT "procedure_paper_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_fee" ADD CONSTRAINT "procedure_fee_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_settler" ADD CONSTRAINT "procedure_settler_procedure_id_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.
update "dossier_paper" set "form" = 'CERTIFIED_COPY' where "form" = 'COPY';
create type "paper_form" as enum ('ORIGINAL', 'CERTIFIED_COPY', 'PHOTOCOPY', 'ELECTRONIC');
alter table "dossier_paper" alter column "form" type "paper_form" using "form"::"paper_form";
alter table "dossier_fee" add constraint "dossier_fee_amount" check ("amount_dong" >= 0);
alter table "dossier_fee" add constraint "dossier_fee_paid" check (("paid_at" is null) = ("method" is null));
alter table "procedure_fee" add constraint "procedure_fee_amount" check ("amount_dong" >= 0);
alter table "dossier_rating" add constraint "dossier_rating_score" check ("score" between 1 and 5 and "attitude" between 0 and 2);
alter table "dossier_step" add constraint "dossier_step_forward" check ("ended_at" >= "started_at");
create index "dossier_assignee" on "dossier" ("assignee_id") where "assignee_id" is not null and "ended_on" is null;

-- A form that was issued stays as it was; a corrected one replaces it.
grant select, insert, update, delete on "procedure_paper", "procedure_fee", "procedure_settler", "dossier_step", "dossier_file", "dossier_fee",
  "dossier_consultation", "form_serial", "dossier_hand_over", "dossier_draft", "dossier_rating", "exchange_message" to vong_lau_app;
grant select, insert on "dossier_form" to vong_lau_app;
grant usage, select on "procedure_paper_id_seq", "procedure_fee_id_seq", "dossier_file_id_seq", "dossier_fee_id_seq", "dossier_consultation_id_seq",
  "dossier_form_id_seq", "exchange_message_id_seq" to vong_lau_app;
