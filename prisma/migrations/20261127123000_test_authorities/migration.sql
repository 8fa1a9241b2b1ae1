-- An authority of tests and demonstrations is told apart: a city of its own trusts none.
alter table "trusted_certificate" add column "is_test" boolean not null default false;
