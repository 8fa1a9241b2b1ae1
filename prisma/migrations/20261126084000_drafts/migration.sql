-- Of two windows that write one draft the second is told; what was thrown away can be taken back for a while.
ALTER TABLE "dossier_draft" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "thrown_at" TIMESTAMPTZ(3);
