-- Meetings without paper: who is to come, what is on the agenda, what lies before it, who opened it and how it is signed.
CREATE TYPE "meeting_state" AS ENUM ('DRAFT', 'CONVENED', 'HELD', 'CANCELLED');

CREATE TYPE "meeting_role" AS ENUM ('CHAIR', 'MEMBER');

CREATE TYPE "meeting_paper_kind" AS ENUM ('DOCUMENT', 'FILE', 'PRINTED');

CREATE TABLE "meeting" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "meeting_state" NOT NULL DEFAULT 'DRAFT',
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "convened_at" TIMESTAMPTZ(3),
    "convened_by" TEXT,
    "convened_by_name" TEXT,
    "held_on" DATE,
    "held_at" TIMESTAMPTZ(3),
    "held_by" TEXT,
    "held_by_name" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,
    "cancelled_by_name" TEXT,
    "cancel_reason" TEXT,
    "conclusion" TEXT,
    "concluded_at" TIMESTAMPTZ(3),
    "concluded_by" TEXT,
    "concluded_by_name" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "meeting_participant" (
    "id" SERIAL NOT NULL,
    "meeting_id" INTEGER NOT NULL,
    "role" "meeting_role" NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "name" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "meeting_participant_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "meeting_item" (
    "id" SERIAL NOT NULL,
    "meeting_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "presenter" TEXT,
    "minutes" SMALLINT,

    CONSTRAINT "meeting_item_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "meeting_paper" (
    "id" SERIAL NOT NULL,
    "meeting_id" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "kind" "meeting_paper_kind" NOT NULL,
    "name" TEXT,
    "document_id" INTEGER,
    "type" TEXT,
    "bytes" INTEGER,
    "pages" INTEGER,
    "sha" TEXT,
    "active" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "scan" "file_scan" NOT NULL DEFAULT 'NOT_SCANNED',
    "scanned_at" TIMESTAMPTZ(3),
    "threat" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_by_name" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" TEXT,
    "removed_by_name" TEXT,
    "removed_for" TEXT,

    CONSTRAINT "meeting_paper_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "meeting_check" (
    "paper_id" INTEGER NOT NULL,
    "verdict" TEXT,
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "signatures" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "trust_key" TEXT NOT NULL DEFAULT '',
    "found" JSONB,

    CONSTRAINT "meeting_check_pkey" PRIMARY KEY ("paper_id")
);

CREATE TABLE "meeting_opening" (
    "paper_id" INTEGER NOT NULL,
    "participant_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "user_name" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_opening_pkey" PRIMARY KEY ("paper_id","participant_id")
);

CREATE INDEX "meeting_starts_at_idx" ON "meeting"("starts_at");

CREATE INDEX "meeting_unit_id_starts_at_idx" ON "meeting"("unit_id", "starts_at");

CREATE INDEX "meeting_held_on_idx" ON "meeting"("held_on");

CREATE INDEX "meeting_participant_meeting_id_idx" ON "meeting_participant"("meeting_id");

CREATE INDEX "meeting_participant_user_id_idx" ON "meeting_participant"("user_id");

CREATE INDEX "meeting_participant_unit_id_idx" ON "meeting_participant"("unit_id");

CREATE INDEX "meeting_item_meeting_id_idx" ON "meeting_item"("meeting_id");

CREATE INDEX "meeting_paper_meeting_id_idx" ON "meeting_paper"("meeting_id");

CREATE INDEX "meeting_paper_item_id_idx" ON "meeting_paper"("item_id");

CREATE INDEX "meeting_paper_document_id_idx" ON "meeting_paper"("document_id");

CREATE INDEX "meeting_paper_sha_idx" ON "meeting_paper"("sha");

CREATE INDEX "meeting_check_verdict_trust_key_idx" ON "meeting_check"("verdict", "trust_key");

CREATE INDEX "meeting_opening_participant_id_idx" ON "meeting_opening"("participant_id");

ALTER TABLE "meeting_participant" ADD CONSTRAINT "meeting_participant_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "meeting_paper" ADD CONSTRAINT "meeting_paper_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "meeting_paper" ADD CONSTRAINT "meeting_paper_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "meeting_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "meeting_paper" ADD CONSTRAINT "meeting_paper_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "meeting_check" ADD CONSTRAINT "meeting_check_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "meeting_paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "meeting_opening" ADD CONSTRAINT "meeting_opening_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "meeting_paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "meeting_opening" ADD CONSTRAINT "meeting_opening_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "meeting_participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table "meeting" add constraint "meeting_lasts" check ("ends_at" > "starts_at");
alter table "meeting" add constraint "meeting_held" check (("state" = 'HELD') = ("held_at" is not null) and num_nulls("held_at", "held_on") in (0, 2));
alter table "meeting" add constraint "meeting_cancelled" check (("state" = 'CANCELLED') = ("cancelled_at" is not null) and ("cancelled_at" is null or "cancel_reason" is not null));
-- Nobody is invited twice, one person is in the chair, and that is a person.
create unique index "meeting_participant_once" on "meeting_participant" ("meeting_id", "unit_id", coalesce("user_id", 0));
create unique index "meeting_participant_chair" on "meeting_participant" ("meeting_id") where "role" = 'CHAIR';
alter table "meeting_participant" add constraint "meeting_participant_seat" check ("role" <> 'CHAIR' or "user_id" is not null);
-- A paper is a document of the register, a PDF with its bytes, or the note that there was one on paper.
alter table "meeting_paper" add constraint "meeting_paper_is" check (case "kind"
  when 'DOCUMENT' then "document_id" is not null and num_nonnulls("name", "type", "bytes", "sha") = 0
  when 'FILE' then "document_id" is null and num_nulls("name", "type", "bytes", "sha") = 0
  else "name" is not null and num_nonnulls("document_id", "type", "bytes", "sha") = 0 end);
create unique index "meeting_paper_document_once" on "meeting_paper" ("meeting_id", "document_id") where "removed_at" is null;
create unique index "meeting_paper_sha_once" on "meeting_paper" ("meeting_id", "sha") where "removed_at" is null;
create index "meeting_paper_waiting" on "meeting_paper" ("scanned_at", "id") where "scan" = 'WAITING';
alter table "meeting_check" add constraint "meeting_check_verdict" check ("verdict" in ('valid', 'invalid', 'unknown', 'unsigned'));
alter table "meeting_check" add constraint "meeting_check_told" check (num_nulls("verdict", "checked_at", "found") in (0, 3));

-- What lay before a meeting that was held, or was called off, is evidence: nothing comes to it and nothing leaves.
create function "keep_meeting_papers"() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from meeting m where m.id = new.meeting_id and m.state in ('HELD', 'CANCELLED'))
    and (tg_op = 'INSERT' or (to_jsonb(new) - '{scan,scanned_at,threat}'::text[]) is distinct from (to_jsonb(old) - '{scan,scanned_at,threat}'::text[])) then
    raise exception 'the papers of a meeting that is over stay as they are' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger "meeting_papers_stay" before insert or update on "meeting_paper" for each row execute function "keep_meeting_papers"();

grant select, insert, update on "meeting", "meeting_paper", "meeting_check" to vong_lau_app;
grant select, insert, update, delete on "meeting_participant", "meeting_item" to vong_lau_app;
grant select, insert on "meeting_opening" to vong_lau_app;
grant usage, select on sequence "meeting_id_seq", "meeting_participant_id_seq", "meeting_item_id_seq", "meeting_paper_id_seq" to vong_lau_app;

-- The demo goes with its meetings; a unit that holds a real one, or is invited to one, stays.
do $$
declare
  was text := pg_get_functiondef('remove_demo_data'::regproc);
  begun constant text := 'delete from signer_certificate where added_by = any (demo_actors);';
  kept constant text := 'union select unit_id from document_task';
begin
  if position(begun in was) = 0 then raise exception 'remove_demo_data no longer begins with the certificates'; end if;
  if position(kept in was) = 0 then raise exception 'remove_demo_data no longer names the units of tasks'; end if;
  was := replace(was, begun, 'delete from meeting where is_demo or made_by = any (demo_actors);
  ' || begun);
  execute replace(was, kept, kept || ' union select unit_id from meeting union select unit_id from meeting_participant');
end $$;
