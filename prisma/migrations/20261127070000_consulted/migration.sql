-- Another agency is asked by its name, as the letter to it bears it; nothing ever read a unit beside the name, and nothing checked it.
alter table dossier_consultation drop column unit_id;
