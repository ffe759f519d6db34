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

CREATE FUNCTION audit_entries_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries can be neither changed nor removed';
END
$$;
CREATE TRIGGER audit_entries_keep_rows BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION audit_entries_keep();
CREATE TRIGGER audit_entries_keep_table BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_keep();
