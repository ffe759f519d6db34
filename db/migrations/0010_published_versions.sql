-- A version for each module: what one has published anew is read anew, the rest stays in memory
-- (src/platform/work, src/app/publications.cpp).
CREATE TABLE published_versions (
    tenant_id {int} NOT NULL,
    module {text} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX published_versions_module ON published_versions (tenant_id, module);
INSERT INTO published_versions (tenant_id, module, version) SELECT tenant_id, 'portal', version FROM tenant_versions;
DROP TABLE tenant_versions;
