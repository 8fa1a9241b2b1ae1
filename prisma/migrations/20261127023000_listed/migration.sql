-- A list holds what came last first: by its acceptance, before that by its registration or entry. What was never accepted stood above all.
drop index "dossier_unit_id_accepted_at_id_idx";
create index "dossier_unit_listed_idx" on "dossier" ("unit_id", (coalesce("accepted_at", "registered_at", "entered_at")) desc, "id" desc);
drop index "dossier_accepted_at_id_idx";
create index "dossier_listed_idx" on "dossier" ((coalesce("accepted_at", "registered_at", "entered_at")) desc, "id" desc);
