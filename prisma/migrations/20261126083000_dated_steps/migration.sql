-- The internal process changes with the limit it divides: from a day on, and for a channel or a case of its own.
DROP INDEX "procedure_step_procedure_id_position_key";
ALTER TABLE "procedure_step" ADD COLUMN "channel" "channel",
ADD COLUMN "case_label" TEXT,
ADD COLUMN "valid_from" DATE,
ADD COLUMN "valid_until" DATE;
update "procedure_step" s set "valid_from" = p."valid_from" from "procedure" p where p."id" = s."procedure_id";
ALTER TABLE "procedure_step" ALTER COLUMN "valid_from" SET NOT NULL;
CREATE INDEX "procedure_step_procedure_id_idx" ON "procedure_step"("procedure_id");

-- Of two who change a sector the second is told; what was never published has no past to keep.
ALTER TABLE "sector" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "procedure" ADD COLUMN "first_published_on" DATE;
update "procedure" set "first_published_on" = "valid_from" where "is_published";

-- What ends before it begins holds on no day: rather delete it.
alter table "procedure_step" add constraint "procedure_step_span" check ("valid_until" >= "valid_from");
alter table "procedure_time_limit" add constraint "procedure_time_limit_span" check ("valid_until" >= "valid_from");
alter table "procedure_paper" add constraint "procedure_paper_span" check ("valid_until" >= "valid_from");
alter table "procedure_fee" add constraint "procedure_fee_span" check ("valid_until" >= "valid_from");
alter table "procedure_service_level" add constraint "procedure_service_level_span" check ("valid_until" >= "valid_from");
alter table "procedure_settler" add constraint "procedure_settler_span" check ("valid_until" >= "valid_from");
