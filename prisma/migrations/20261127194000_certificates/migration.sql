-- The registry of who signs with what: what the lists at hand say of a certificate, and which change of it somebody saw.
ALTER TABLE "signer_certificate" ADD COLUMN "revoked_at" TIMESTAMPTZ(3),
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- Who ends a certificate says why.
alter table "signer_certificate" add constraint "signer_certificate_ended" check (num_nonnulls("ended_at", "ended_by", "end_reason") in (0, 3));
