-- The emblem is one small picture: in the row it is backed up with the city and no sweep of files can take it.
alter table "city" add column "emblem" bytea;
alter table "city" add constraint "city_emblem_has_its_name" check (("emblem" is null) = ("emblem_sha" is null));
