-- A document that came in with an old register keeps the deadline that stood there as its own; nobody knows whether it was dealt with, so the
-- deadline makes nothing late.
alter table "document" add column "taken_over" boolean not null default false;

do $$
declare
  each regprocedure;
  was text;
  made text;
  row text;
begin
  foreach each in array array['count_document()', 'rebuild_document_cells()', 'differing_document_cells()']::regprocedure[] loop
    was := pg_get_functiondef(each);
    made := was;
    foreach row in array array['new', 'old', 'd'] loop
      made := replace(made, ' ' || row || '.due_on,', format(' case when %1$s.taken_over then null else %1$s.due_on end,', row));
    end loop;
    if made = was then raise exception '% no longer counts by the due day', each; end if;
    execute made;
  end loop;
end $$;
