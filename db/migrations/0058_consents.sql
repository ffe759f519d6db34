-- What people have allowed (docs/adr/0060). The texts of a district, by purpose and number; a number is never changed: who
-- agreed to it agreed to what stands here. written_by: Actor::code().
CREATE TABLE consent_texts (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    purpose    {text} NOT NULL,
    number     {int} NOT NULL,
    language   {text} NOT NULL,
    content    {text} NOT NULL,
    written_by {text} NOT NULL,
    written_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX consent_texts_once ON consent_texts (tenant_id, purpose, number, language);
-- A row says what somebody agreed to and is changed once, when it ends. ended_how: withdrawn, merged.
CREATE TABLE consents (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    person_id   {int} NOT NULL REFERENCES persons (id),
    purpose     {text} NOT NULL,
    text_number {int} NOT NULL,
    language    {text} NOT NULL,
    how         {text} NOT NULL,
    given_on    {text} NOT NULL, -- a day
    remark      {text} NOT NULL,
    recorded_by {text} NOT NULL,
    recorded_at {text} NOT NULL,
    ended_at    {text},
    ended_how   {text},
    ended_by    {text}
){strict};
CREATE INDEX consents_person ON consents (person_id);
CREATE INDEX consents_in_force ON consents (tenant_id, purpose, ended_at);
