-- A register that ended a dossier left its step running and its desk taken.
update dossier_step s set ended_at = greatest(s.started_at, d.ended_at) from dossier d
  where d.id = s.dossier_id and s.position = d.step_position and s.ended_at is null and d.ended_on is not null
    and (d.state <> 'FINISHED' or s.centidays is not null);
update dossier d set assignee_id = null,
    step_position = case when d.state = 'FINISHED' then (select s.position from dossier_step s where s.dossier_id = d.id
      and s.position = d.step_position and s.ended_at is null) end
  where d.ended_on is not null and (d.assignee_id is not null or d.step_position is not null);
