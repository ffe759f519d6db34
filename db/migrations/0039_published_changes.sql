-- Which records a publication has changed, so that nobody reads all of them again for one (src/platform/work).
-- A version without rows: everything may have changed.
CREATE TABLE published_changes (
    tenant_id {int} NOT NULL,
    module {text} NOT NULL,
    version {int} NOT NULL,
    kind {text} NOT NULL,
    record_id {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX published_changes_record ON published_changes (tenant_id, module, version, kind, record_id);
