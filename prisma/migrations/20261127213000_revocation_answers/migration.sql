-- What responders (OCSP) say of single certificates, the last answer of each; and the certificates they are to be asked about.
create table "revocation_answer" (
  "id" serial not null,
  "der" bytea not null,
  "sha256" text not null,
  "issuer_key" text not null,
  "issuer_name" text not null,
  "serial" text not null,
  "name" text,
  "revoked_at" timestamptz(3),
  "made_at" timestamptz(3) not null,
  "next_at" timestamptz(3),
  "added_at" timestamptz(3) not null,
  "added_by" text not null,
  constraint "revocation_answer_pkey" primary key ("id")
);
create unique index "revocation_answer_issuer_key_serial_key" on "revocation_answer"("issuer_key", "serial");
grant select, insert, update, delete on "revocation_answer" to vong_lau_app;
grant usage on sequence "revocation_answer_id_seq" to vong_lau_app;

create table "revocation_question" (
  "sha256" text not null,
  "der" bytea not null,
  "issuer_der" bytea not null,
  "responder" text not null,
  "raised_at" timestamptz(3) not null,
  "next_at" timestamptz(3) not null,
  "tried_at" timestamptz(3),
  "taken_at" timestamptz(3),
  "fault" text,
  constraint "revocation_question_pkey" primary key ("sha256")
);
create index "revocation_question_responder_next_at_idx" on "revocation_question"("responder", "next_at");
grant select, insert, update, delete on "revocation_question" to vong_lau_app;
