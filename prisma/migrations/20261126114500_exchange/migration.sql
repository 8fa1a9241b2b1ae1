-- The synchronisation with the national portal: who sent what and what came of it, what is still to be told, and how the portal is reached.
ALTER TABLE "exchange_message" ADD COLUMN "unit_id" INTEGER,
ADD COLUMN "sender_id" TEXT,
ADD COLUMN "sender_name" TEXT,
ADD COLUMN "reach" JSONB,
ADD COLUMN "told_at" TIMESTAMPTZ(3),
ADD COLUMN "taken_at" TIMESTAMPTZ(3),
ADD COLUMN "failed_at" TIMESTAMPTZ(3),
ADD COLUMN "told" BYTEA,
ADD COLUMN "reason" TEXT,
ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
-- Nothing wrote messages before; one that somebody put here by hand belongs to its dossier's unit.
update "exchange_message" m set "unit_id" = d."unit_id" from "dossier" d where d."id" = m."dossier_id";
delete from "exchange_message" where "unit_id" is null;
ALTER TABLE "exchange_message" ALTER COLUMN "unit_id" SET NOT NULL;
CREATE INDEX "exchange_message_code_told_at_idx" ON "exchange_message"("code", "told_at");
create index exchange_message_to_send_idx on exchange_message (id) where direction = 'OUT' and status = 'WAITING';

CREATE TABLE "exchange_due" (
    "dossier_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchange_due_pkey" PRIMARY KEY ("dossier_id")
);
CREATE TABLE "exchange_told" (
    "dossier_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "is_there" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "exchange_told_pkey" PRIMARY KEY ("dossier_id")
);
CREATE TABLE "exchange_portal" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "address" TEXT NOT NULL,
    "login_path" TEXT NOT NULL,
    "service_path" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "secret" BYTEA,
    "agency_code" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "unit_ids" INTEGER[],
    "applicant_kinds" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "rests_until" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "fault" TEXT,

    CONSTRAINT "exchange_portal_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "exchange_due" ADD CONSTRAINT "exchange_due_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "exchange_told" ADD CONSTRAINT "exchange_told_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;
alter table "exchange_portal" add constraint "exchange_portal_one" check ("id" = 1);

-- What happens to a dossier is noted in the very transaction in which it happens, so nothing is lost; of many changes of one dossier one
-- note stands, the newest. What came from the portal ("exchange") is not told back to it. Off: nothing is noted.
create function note_exchange() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from exchange_portal where is_on) then
    insert into exchange_due (dossier_id, version, noted_at)
    select dossier_id, max(version), now() from told where kind <> 'exchange' group by dossier_id order by dossier_id
    on conflict (dossier_id) do update set version = greatest(exchange_due.version, excluded.version);
  end if;
  return null;
end $$;
create trigger note_exchange after insert on dossier_event referencing new table as told
  for each statement execute function note_exchange();

grant select, insert, update, delete on "exchange_due", "exchange_told" to vong_lau_app;
grant select, insert, update on "exchange_portal" to vong_lau_app;
