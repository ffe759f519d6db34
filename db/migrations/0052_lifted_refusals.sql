-- That somebody has allowed an address again: a report about a letter from before is old news, however often it is sent again.
-- Kept as long as such a report is believed (src/platform/post).
CREATE TABLE lifted_refusals (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    address_hash {text} NOT NULL, -- as in refused_addresses
    lifted_at    {text} NOT NULL
){strict};
CREATE UNIQUE INDEX lifted_refusals_hash ON lifted_refusals (tenant_id, address_hash);
CREATE INDEX lifted_refusals_at ON lifted_refusals (lifted_at);
