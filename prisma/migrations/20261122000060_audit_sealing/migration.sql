-- Sealing and verifying walk the log by windows of transactions. Partial, because the schema language has no index on this type.
create index "audit_entry_xid_idx" on "audit_entry" ("xid") where "id" is not null;
