-- Members without an account comment on a recommendation by the link of a letter (docs/adr/0089). One call for each version of it that
-- members were asked about. until: the last day on which its links work. letters: how many were ordered, without those that had nothing
-- to say when they were to leave.
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

-- Who was asked, so that nobody is asked twice in one call; as long as it runs.
CREATE TABLE recommendation_asked (
    call_id   {int} NOT NULL REFERENCES recommendation_calls (id),
    person_id {int} NOT NULL REFERENCES persons (id),
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    PRIMARY KEY (call_id, person_id)
){strict};
CREATE INDEX recommendation_asked_person ON recommendation_asked (person_id);

-- The links in their letters, as digests: one for each letter. address_mark: a digest of the link and the address to which it went; with
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
