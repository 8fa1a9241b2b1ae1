-- Cut-off, how supplements are counted and how many are allowed hold from a day to a day, as limits and fees do.
CREATE TABLE "procedure_policy" (
  "id" SERIAL NOT NULL,
  "procedure_id" INTEGER NOT NULL,
  "cutoff_policy" "cutoff_policy" NOT NULL,
  "supplement_policy" "supplement_policy" NOT NULL,
  "supplements_allowed" INTEGER NOT NULL,
  "source" TEXT,
  "valid_from" DATE NOT NULL,
  "valid_until" DATE,
  CONSTRAINT "procedure_policy_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "procedure_policy_procedure_id_idx" ON "procedure_policy" ("procedure_id");
ALTER TABLE "procedure_policy" ADD CONSTRAINT "procedure_policy_procedure_id_fkey" FOREIGN KEY ("procedure_id")
  REFERENCES "procedure" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
alter table procedure_policy add constraint procedure_policy_supplements check (supplements_allowed between 1 and 9),
  add constraint procedure_policy_span check (valid_until is null or valid_until >= valid_from);
grant select, insert, update, delete on procedure_policy to vong_lau_app;
grant usage, select on sequence procedure_policy_id_seq to vong_lau_app;
insert into procedure_policy (procedure_id, cutoff_policy, supplement_policy, supplements_allowed, valid_from)
  select id, cutoff_policy, supplement_policy, 1, valid_from from procedure
  where cutoff_policy <> 'NONE' or supplement_policy <> 'RESTART';
alter table procedure drop column cutoff_policy, drop column supplement_policy;

-- A dossier keeps how many it was accepted under; until now it was one for all.
alter table dossier add column supplements_allowed integer not null default 1;

-- What the catalogue sets is as large as what a dossier owes.
alter table procedure_fee alter column amount_dong type bigint;
