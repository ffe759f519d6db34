-- A motion that is decided in secret (docs/adr/0073). slips: so many were printed. cast_votes, yes, no, abstained: NULL before it was
-- counted, after it was cancelled, and where too few took part. No column of both tables names a person or says when something was.
CREATE TABLE secret_votes (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    minutes_id {int} NOT NULL REFERENCES minutes (id),
    motion     {text} NOT NULL,
    question   {text} NOT NULL,
    state      {text} NOT NULL,
    slips      {int} NOT NULL,
    cast_votes {int},
    yes        {int},
    no         {int},
    abstained  {int}
){strict};
CREATE INDEX secret_votes_minutes ON secret_votes (minutes_id);

-- The slips of open votes. digest: of the code on the slip. sealed: "not cast" or what was chosen, of one length, by the key of the
-- vote, which is not in the database. Each ballot writes all rows of the vote anew, in the order of the digests; counting deletes
-- them.
CREATE TABLE secret_slips (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    vote_id   {int} NOT NULL REFERENCES secret_votes (id),
    digest    {text} NOT NULL,
    sealed    {text} NOT NULL,
    PRIMARY KEY (vote_id, digest)
){strict};
CREATE INDEX secret_slips_digest ON secret_slips (digest);
