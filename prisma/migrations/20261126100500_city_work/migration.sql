-- The same lists for whoever works for the whole city: no unit to begin with, only the order.
create index dossier_work_city_idx on dossier (due_on, id) include (assignee_id) where ended_on is null and accepted_on is not null;
create index dossier_to_return_city_idx on dossier (ended_on desc, id desc) where state = 'FINISHED' and returned_on is null;
