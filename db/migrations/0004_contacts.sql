-- Organisations as the portal, the conference and the grants know them. Facts about persons come with their
-- own purpose and consent, in tables of their own.

CREATE TABLE organisations (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    public_id  {text} NOT NULL,
    key        {text} NOT NULL,
    name       {text} NOT NULL,
    website    {text} NOT NULL,
    email      {text} NOT NULL
){strict};
CREATE UNIQUE INDEX organisations_key ON organisations (tenant_id, key);
CREATE UNIQUE INDEX organisations_public_id ON organisations (public_id);
