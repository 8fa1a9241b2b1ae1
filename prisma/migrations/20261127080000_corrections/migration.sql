-- A mistake made at the counter is corrected with a reason, and nothing is lost of what stood there: which fields an event changed stands
-- in the event by name (of a register brought in anew, the names alone), what stood before and after is sealed beside them.
alter table dossier_event add column changed_fields text[], add column changes bytea;
-- A paper that was noted by mistake is struck, not deleted: its files and its place stay.
alter table dossier_paper add column struck_at timestamptz(3);
