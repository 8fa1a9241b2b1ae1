-- What the demo city trusts goes with it.
do $$
declare
  was text := pg_get_functiondef('remove_demo_data'::regproc);
  begun constant text := 'delete from document where is_demo';
begin
  if position(begun in was) = 0 then raise exception 'remove_demo_data no longer begins with the documents'; end if;
  execute replace(was, begun, 'delete from trusted_certificate where added_by = any (demo_actors);
  delete from revocation_list where added_by = any (demo_actors);
  ' || begun);
end $$;
