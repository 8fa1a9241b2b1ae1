-- Dossiers that took long: with them, what was open on a past day is found without reading everything accepted before it.
create index dossier_long_idx on dossier (ended_on, accepted_on) where ended_on - accepted_on > 45;
