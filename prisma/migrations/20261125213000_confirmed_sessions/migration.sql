-- When the person last proved who they are in this session: what is sensitive asks for it to be minutes ago.
ALTER TABLE "session" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);
