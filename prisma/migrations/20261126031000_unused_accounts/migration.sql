-- An account opened again has been used on that day, as far as disabling unused accounts goes.
ALTER TABLE "app_user" ADD COLUMN "enabled_at" TIMESTAMPTZ(3);
