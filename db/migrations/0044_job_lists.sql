-- The lists of jobs and of refused addresses are filtered and sorted (src/modules/staff): each order goes along an index.
CREATE INDEX jobs_by_time ON jobs (tenant_id, state, (COALESCE(finished_at, run_at)), id);
CREATE INDEX jobs_by_kind ON jobs (tenant_id, state, kind, id);
CREATE INDEX refused_addresses_by_time ON refused_addresses (tenant_id, refused_at, id);
CREATE INDEX refused_addresses_by_name ON refused_addresses (tenant_id, shown_as, id);
