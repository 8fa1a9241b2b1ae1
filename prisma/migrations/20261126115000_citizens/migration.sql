-- What a citizen looks a dossier up by and what they say of it afterwards.
ALTER TABLE "dossier_rating" ADD COLUMN     "explanation" SMALLINT;
alter table "dossier_rating" add constraint "dossier_rating_explanation" check ("explanation" between 0 and 2);
alter table "dossier_rating" add constraint "dossier_rating_comment" check (char_length("comment") between 1 and 1000);
-- A rating is given once and stays as it was given.
revoke update, delete on "dossier_rating" from vong_lau_app;

-- CreateTable
CREATE TABLE "dossier_look_up_code" (
    "dossier_id" INTEGER NOT NULL,
    "mac" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_look_up_code_pkey" PRIMARY KEY ("dossier_id")
);

-- AddForeignKey
ALTER TABLE "dossier_look_up_code" ADD CONSTRAINT "dossier_look_up_code_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table "dossier_look_up_code" add constraint "dossier_look_up_code_mac" check (octet_length("mac") = 32);
grant select, insert, update on "dossier_look_up_code" to vong_lau_app;
