-- An apology names who is late (form 04): the settling unit, or another agency whose opinion did not come in time.
alter table dossier_event add column late_agencies text[];
