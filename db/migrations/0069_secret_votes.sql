-- A motion that is decided in secret (docs/adr/0070). sealed_key: of this vote, by a key that is not in the database; '' once it
-- was counted. yes, no, abstained: NULL before, and where too few took part.
CREATE TABLE secret_votes (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    minutes_id {int} NOT NULL REFERENCES minutes (id),
    motion     {text} NOT NULL,
    question   {text} NOT NULL,
    state      {text} NOT NULL,
    sealed_key {text} NOT NULL,
    cast_votes {int} NOT NULL, -- once it was counted
    yes        {int},
    no         {int},
    abstained  {int}
){strict};
CREATE UNIQUE INDEX secret_votes_motion ON secret_votes (minutes_id, motion);

-- Who may vote, and whether they have. All rows are written when the vote begins and again, in the order of the persons, when it
-- is counted: neither their order nor the numbers that the engine keeps of transactions say when somebody voted.
CREATE TABLE secret_voters (
    vote_id   {int} NOT NULL REFERENCES secret_votes (id),
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    person_id {int} NOT NULL REFERENCES persons (id),
    has_voted {bool} NOT NULL,
    PRIMARY KEY (vote_id, person_id)
){strict};
CREATE INDEX secret_voters_person ON secret_voters (person_id);

-- Sealed with the key of the vote, under a random name; gone once they are counted. No voter, time or number.
CREATE TABLE ballots (
    name      {text} NOT NULL PRIMARY KEY,
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    vote_id   {int} NOT NULL REFERENCES secret_votes (id),
    sealed    {text} NOT NULL
){strict};
CREATE INDEX ballots_vote ON ballots (vote_id);
