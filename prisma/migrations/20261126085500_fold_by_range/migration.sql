-- A fold finds its deltas by a range of ids. Asked for by a list of ids, they were looked for one by one through the whole table
-- whenever the planner held the table to be empty, as it does after a vacuum between two folds: a batch of 50,000 took more than
-- ten minutes. Only that statement of the function changes; the rest is made from the list of measures and stays.
do $make$
declare
  was text := pg_get_functiondef('fold_dossier_cells(int)'::regprocedure);
  becomes text := was;
  change text[];
begin
  foreach change slice 1 in array array[
    ['moved int;', E'moved int;\n      last bigint;'],
    ['with moving as', E'select max(id) into last from (select id from dossier_delta order by id limit most) first;\n      with moving as'],
    ['where id in (select id from dossier_delta order by id limit most)', 'where id <= last']
  ] loop
    if position(change[1] in becomes) = 0 then
      raise exception 'fold_dossier_cells has no "%"', change[1];
    end if;
    becomes := replace(becomes, change[1], change[2]);
  end loop;
  execute becomes;
end $make$;
