-- A dossier keeps the policies of its clock as it keeps its limit: a later change of the catalogue judges nothing anew.
alter table dossier add column cutoff_policy cutoff_policy not null default 'NONE',
  add column supplement_policy supplement_policy not null default 'RESTART';
update dossier d set cutoff_policy = p.cutoff_policy, supplement_policy = p.supplement_policy from procedure p
  where p.id = d.procedure_id and (p.cutoff_policy <> 'NONE' or p.supplement_policy <> 'RESTART');
