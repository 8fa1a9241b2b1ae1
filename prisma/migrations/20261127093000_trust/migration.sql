-- Whose certificates are trusted, and what their authorities revoked. A list is never changed, only added or taken away.
CREATE TYPE "trust_role" AS ENUM ('ROOT', 'INTERMEDIATE');
CREATE TABLE "trusted_certificate" (
    "id" SERIAL NOT NULL,
    "role" "trust_role" NOT NULL,
    "der" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "issuer_name" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" TEXT NOT NULL,

    CONSTRAINT "trusted_certificate_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "revocation_list" (
    "id" SERIAL NOT NULL,
    "der" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "issuer_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "revoked" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" TEXT NOT NULL,

    CONSTRAINT "revocation_list_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "trusted_certificate_sha256_key" ON "trusted_certificate"("sha256");
CREATE UNIQUE INDEX "revocation_list_sha256_key" ON "revocation_list"("sha256");
grant select, insert, delete on "trusted_certificate", "revocation_list" to vong_lau_app;
grant usage on sequence "trusted_certificate_id_seq", "revocation_list_id_seq" to vong_lau_app;
