-- Whom the office of the conference has advised, on what, and what follows (docs/adr/0081): all of it the Kreis's. Who was advised is a
-- municipality (body_id), an organisation by its name, or those who came in words; what nobody knows is NULL or ''.
CREATE TABLE advice (
    id           {pk_once},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    day          {text} NOT NULL, -- may be partial, '' where nobody knows
    body_id      {int} REFERENCES bodies (id),
    organisation {text} NOT NULL,
    attendees    {text} NOT NULL, -- names: gone after five years
    channel      {text},
    adviser_id   {int} REFERENCES accounts (id),
    advisers     {text} NOT NULL, -- the same, or others, in words: gone after five years, too
    topics       {text} NOT NULL, -- words with one blank between them
    topic        {text} NOT NULL, -- the same more closely
    said         {text} NOT NULL, -- each line a paragraph
    outcome      {text} NOT NULL, -- the same
    is_uncertain {bool} NOT NULL,
    remark       {text} NOT NULL,
    organisation_text {text} NOT NULL, -- folded
    party_text   {text} NOT NULL, -- municipality and organisation, folded
    list_text    {text} NOT NULL, -- what is looked for in it, folded
    mark         {text} NOT NULL, -- as of panels
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL,
    names_erased_at {text} -- NULL: never; what is saved later is looked through once more
){strict};
CREATE UNIQUE INDEX advice_mark ON advice (tenant_id, mark);
CREATE INDEX advice_day ON advice (tenant_id, day, id);
CREATE INDEX advice_party ON advice (tenant_id, party_text, id);
CREATE INDEX advice_body ON advice (tenant_id, body_id, day, id);
CREATE INDEX advice_adviser ON advice (adviser_id, day, id);
CREATE INDEX advice_organisation ON advice (tenant_id, organisation_text, day, id);

-- What follows from it is a task: of no panel and no meeting, with who was advised in words (about).
ALTER TABLE tasks ALTER COLUMN panel_id DROP NOT NULL;
ALTER TABLE tasks ALTER COLUMN meeting_id DROP NOT NULL;
ALTER TABLE tasks ADD COLUMN advice_id {int} REFERENCES advice (id);
ALTER TABLE tasks ADD COLUMN about {text} NOT NULL DEFAULT '';
CREATE INDEX tasks_advice ON tasks (advice_id, state);
