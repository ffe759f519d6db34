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
-- SQLite cannot take NOT NULL from a column: the table is built anew.
CREATE TABLE tasks_new (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    panel_id   {int} REFERENCES panels (id),
    meeting_id {int} REFERENCES meetings (id),
    text       {text} NOT NULL,
    account_id {int} REFERENCES accounts (id),
    person_id  {int} REFERENCES persons (id),
    due        {text}, -- a day
    state      {text} NOT NULL,
    word       {text} NOT NULL, -- what came of it
    mark       {text} NOT NULL,
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL,
    list_text  {text} NOT NULL DEFAULT '',
    origin     {text} NOT NULL DEFAULT 'meeting',
    who        {text} NOT NULL DEFAULT '',
    days_from_meeting {int},
    fell_with_meeting {bool} NOT NULL DEFAULT FALSE,
    advice_id  {int} REFERENCES advice (id),
    about      {text} NOT NULL DEFAULT ''
){strict};
INSERT INTO tasks_new
      (id, tenant_id, panel_id, meeting_id, text, account_id, person_id, due, state, word, mark, version, changed_at, list_text, origin, who,
       days_from_meeting, fell_with_meeting)
SELECT id, tenant_id, panel_id, meeting_id, text, account_id, person_id, due, state, word, mark, version, changed_at, list_text, origin, who,
       days_from_meeting, fell_with_meeting
  FROM tasks;
DROP TABLE tasks;
ALTER TABLE tasks_new RENAME TO tasks;
CREATE UNIQUE INDEX tasks_mark ON tasks (tenant_id, mark);
CREATE INDEX tasks_open ON tasks (tenant_id, state, panel_id);
CREATE INDEX tasks_meeting ON tasks (meeting_id);
CREATE INDEX tasks_person ON tasks (person_id);
CREATE INDEX tasks_account ON tasks (account_id);
CREATE INDEX tasks_advice ON tasks (advice_id, state);
