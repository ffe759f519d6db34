-- The audit chain (src/platform/audit): append only, numbered per tenant, each entry hashed with the one before.
CREATE TABLE audit_entries (
    id {pk},
    tenant_id {int} NOT NULL,
    sequence {int} NOT NULL,
    at {text} NOT NULL,
    actor {text} NOT NULL,
    action {text} NOT NULL,
    subject_kind {text} NOT NULL,
    subject_id {int} NOT NULL,
    before_json {text} NOT NULL,
    after_json {text} NOT NULL,
    request_id {text} NOT NULL,
    previous_hash {text} NOT NULL,
    hash {text} NOT NULL
) {strict};
CREATE UNIQUE INDEX audit_entries_sequence ON audit_entries (tenant_id, sequence);
CREATE INDEX audit_entries_subject ON audit_entries (tenant_id, subject_kind, subject_id, sequence);

-- The newest entry of each chain; its row is the lock that keeps a chain from forking.
CREATE TABLE audit_heads (
    tenant_id {int} NOT NULL,
    sequence {int} NOT NULL,
    hash {text} NOT NULL
) {strict};
CREATE UNIQUE INDEX audit_heads_tenant ON audit_heads (tenant_id);

CREATE TRIGGER audit_entries_keep_update BEFORE UPDATE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit entries cannot be changed');
END;
CREATE TRIGGER audit_entries_keep_delete BEFORE DELETE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit entries cannot be removed');
END;

-- Work to be done after a transaction, written inside it (src/platform/jobs).
CREATE TABLE jobs (
    id {pk},
    tenant_id {int} NOT NULL,
    kind {text} NOT NULL,
    payload {text} NOT NULL,
    state {text} NOT NULL,
    run_at {text} NOT NULL,
    attempts {int} NOT NULL, -- since it was queued or retried by a person
    leases {int} NOT NULL, -- how often it was ever taken: the number of the present lease
    lease_until {text},
    last_error {text},
    created_at {text} NOT NULL,
    finished_at {text},
    idempotency_key {text},
    CONSTRAINT jobs_state CHECK (state IN ('queued', 'running', 'done', 'failed', 'dead')),
    CONSTRAINT jobs_lease CHECK ((state = 'running') = (lease_until IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX jobs_idempotency_key ON jobs (tenant_id, idempotency_key);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state IN ('queued', 'failed');
CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_by_state ON jobs (tenant_id, state, id);

-- How often a tenant has published: snapshots and page caches are stamped with it (src/platform/work).
CREATE TABLE tenant_versions (
    tenant_id {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX tenant_versions_tenant ON tenant_versions (tenant_id);
