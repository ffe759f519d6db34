-- Members without an account comment on a recommendation by the link of a letter (docs/adr/0089). One call for each wording of it that
-- members were asked about; version: that of the recommendation when they were asked first. until: the last day on which its links work.
-- letters: how many were ordered, without those that had nothing to say when they were to leave.
CREATE TABLE recommendation_calls (
    id                {pk_once},
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    recommendation_id {int} NOT NULL REFERENCES recommendations (id),
    version           {int} NOT NULL,
    until             {text} NOT NULL, -- a day
    word              {text} NOT NULL, -- to the members
    letters           {int} NOT NULL,
    asked_at          {text} NOT NULL
){strict};
CREATE UNIQUE INDEX recommendation_calls_version ON recommendation_calls (recommendation_id, version);

-- Who was asked last when, so that nobody is asked twice as long as a call runs; kept while the recommendation is discussed. The order for
-- a letter names the row: whoever turns out to be somebody else meanwhile is reached as that one.
CREATE TABLE recommendation_asked (
    id        {pk_once},
    call_id   {int} NOT NULL REFERENCES recommendation_calls (id),
    person_id {int} NOT NULL REFERENCES persons (id),
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    asked_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX recommendation_asked_once ON recommendation_asked (call_id, person_id);
CREATE INDEX recommendation_asked_person ON recommendation_asked (person_id);

-- The links in their letters, as digests: one for each letter, until the day of the call is over. address_mark: a digest of the link and the address to which it went; with
-- another address, or none, the link has ended.
CREATE TABLE recommendation_links (
    token_hash   {text} NOT NULL PRIMARY KEY,
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    call_id      {int} NOT NULL REFERENCES recommendation_calls (id),
    person_id    {int} NOT NULL REFERENCES persons (id),
    address_mark {text} NOT NULL,
    made_at      {text} NOT NULL
){strict};
CREATE INDEX recommendation_links_call ON recommendation_links (call_id);
CREATE INDEX recommendation_links_person ON recommendation_links (person_id);

-- What somebody says by such a link has no author among the accounts. person_id: who, NULL once they are erased.
ALTER TABLE recommendation_comments ADD COLUMN person_id {int} REFERENCES persons (id);
ALTER TABLE recommendation_comments ADD COLUMN by_link {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX recommendation_comments_person ON recommendation_comments (person_id);
CREATE INDEX recommendation_comments_by_link ON recommendation_comments (tenant_id, written_at) WHERE by_link;
