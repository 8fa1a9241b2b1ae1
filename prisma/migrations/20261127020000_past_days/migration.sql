-- What was open on a past day is told by the indexes alone: everything that is asked of a dossier then stands in them.
drop index "dossier_accepted_on_idx";
create index "dossier_accepted_on_idx" on "dossier" ("accepted_on", "unit_id", "procedure_id", "channel") include ("ended_on", "due_on", "id") where "accepted_on" is not null;
drop index "dossier_open_idx";
create index "dossier_open_idx" on "dossier" ("due_on", "unit_id", "procedure_id", "channel") include ("accepted_on", "id") where "ended_on" is null and "accepted_on" is not null;
-- Without it the planner takes a third of all dossiers for long-lived and does not look where the few are.
create statistics "dossier_life" on ("ended_on" - "accepted_on") from "dossier";
analyze "dossier";
