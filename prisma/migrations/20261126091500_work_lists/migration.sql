-- What lies on the desks, by the day it is due: of ten million dossiers the two in a hundred that are open.
create index dossier_work_idx on dossier (unit_id, due_on, id) include (assignee_id) where ended_on is null and accepted_on is not null;
-- The same of one person; the index on the person alone is part of it.
drop index "dossier_assignee";
create index dossier_assignee_idx on dossier (assignee_id, due_on, id) where assignee_id is not null and ended_on is null;
-- Results nobody has come for yet, at the desk that hands them out.
create index dossier_to_return_idx on dossier (receiving_unit_id, ended_on desc, id desc) where state = 'FINISHED' and returned_on is null;
-- Opinions still waited for.
create index consultation_open_idx on dossier_consultation (due_on, dossier_id) where answered_at is null;
