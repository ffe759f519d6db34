-- Organisations are edited in the administration. version: counts every change, so that nobody overwrites what he has not seen.
-- merged_into_id: turned out to be that one; nothing refers to it any more, and who has its number is led there.
ALTER TABLE organisations ADD COLUMN version {int} NOT NULL DEFAULT 1;
ALTER TABLE organisations ADD COLUMN merged_into_id {int} REFERENCES organisations (id);

-- All that its name was ever said to be, in folded letters: who types or imports an earlier name, or that of one that was
-- merged into it, means it. organisations.key stays what it was added with.
CREATE TABLE organisation_keys (
    id               {pk},
    tenant_id        {int} NOT NULL REFERENCES tenants (id),
    key              {text} NOT NULL,
    organisation_id  {int} NOT NULL REFERENCES organisations (id)
){strict};
CREATE UNIQUE INDEX organisation_keys_once ON organisation_keys (tenant_id, key);
CREATE INDEX organisation_keys_organisation ON organisation_keys (organisation_id);
INSERT INTO organisation_keys (tenant_id, key, organisation_id) SELECT tenant_id, key, id FROM organisations;
