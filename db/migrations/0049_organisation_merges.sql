-- What a merging has moved, so that it can be undone: {"offers":[…],"keys":[…],"organisations":[…]}. The row goes when the
-- two are separated again.
CREATE TABLE organisation_merges (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    from_id    {int} NOT NULL,
    into_id    {int} NOT NULL,
    merged_at  {text} NOT NULL,
    moved      {text} NOT NULL
){strict};
CREATE UNIQUE INDEX organisation_merges_from ON organisation_merges (tenant_id, from_id);
CREATE INDEX organisation_merges_into ON organisation_merges (tenant_id, into_id);
