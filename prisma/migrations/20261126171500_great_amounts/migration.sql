-- A financial obligation of a land dossier goes beyond what an int holds (2.1 billion đồng).
alter table dossier_fee alter column amount_dong type bigint;
