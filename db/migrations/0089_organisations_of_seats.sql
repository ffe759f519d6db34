-- What an organisation is, in which languages one can write to it (tags with one blank between them), where else it is
-- (docs/adr/0088).
ALTER TABLE organisations ADD COLUMN kind {text} NOT NULL DEFAULT 'unknown';
ALTER TABLE organisations ADD COLUMN languages {text} NOT NULL DEFAULT '';
CREATE TABLE organisation_addresses (
    organisation_id {int} NOT NULL REFERENCES organisations (id),
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    kind            {text} NOT NULL, -- visit, post, branch
    position        {int} NOT NULL,
    label           {text} NOT NULL,
    address         {text} NOT NULL,
    PRIMARY KEY (organisation_id, kind, position)
){strict};

-- Which organisation fills the seat; sent_by says it in words where it is in no list. One that was merged goes on meaning the one that
-- it became.
ALTER TABLE panel_seats ADD COLUMN organisation_id {int} REFERENCES organisations (id);

-- Two of whom somebody has said that they are not the same, each pair in both directions.
CREATE TABLE person_distinct (
    person_id  {int} NOT NULL REFERENCES persons (id),
    other_id   {int} NOT NULL REFERENCES persons (id),
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    decided_by {text} NOT NULL, -- Actor::code()
    decided_at {text} NOT NULL,
    PRIMARY KEY (person_id, other_id)
){strict};
CREATE TABLE organisation_distinct (
    organisation_id {int} NOT NULL REFERENCES organisations (id),
    other_id        {int} NOT NULL REFERENCES organisations (id),
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    decided_by      {text} NOT NULL,
    decided_at      {text} NOT NULL,
    PRIMARY KEY (organisation_id, other_id)
){strict};
