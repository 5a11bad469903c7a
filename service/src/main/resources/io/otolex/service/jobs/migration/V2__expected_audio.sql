-- How much audio a job is expected to have: what waits is bounded by it.
alter table jobs add column expected_s double precision default 0 not null;
