-- Judged rows are read by batch and line; an index by code cost every row and helped none.
drop index "staged_dossier_batch_id_code_idx";
