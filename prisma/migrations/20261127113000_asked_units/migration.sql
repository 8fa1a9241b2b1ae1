-- A unit of the city that is asked finds the question among its own work; the name stays as it was when it was asked.
alter table dossier_consultation add column unit_id integer;
create index consultation_asked_idx on dossier_consultation (unit_id, due_on, dossier_id) where answered_at is null and unit_id is not null;
