-- Minutes of a meeting (docs/adr/0070): one of each. content: the form as it is being written, agenda item by agenda item, as
-- records::Fields print it. amend_until, round: whoever was there may say until that day what is wrong; so many drafts were sent.
-- approval_item: of the meeting that is to approve them; no reference, since somebody may take it off an agenda to come, and the
-- draft that is sent again puts another one there. published_edition: 0, the public reads nothing.
CREATE TABLE minutes (
    id                {pk_once},
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    meeting_id        {int} NOT NULL UNIQUE REFERENCES meetings (id),
    state             {text} NOT NULL,
    content           {text} NOT NULL,
    amend_until       {text}, -- a day
    round             {int} NOT NULL,
    approval_item     {int},
    published_edition {int} NOT NULL,
    correction        {text} NOT NULL, -- why they were opened again, '' while they are not
    version           {int} NOT NULL DEFAULT 1,
    changed_at        {text} NOT NULL
){strict};
CREATE INDEX minutes_state ON minutes (tenant_id, state);

-- As they were approved: what was content then, with the agenda of that moment. Never changed; a correction is one more.
CREATE TABLE minutes_editions (
    minutes_id  {int} NOT NULL REFERENCES minutes (id),
    number      {int} NOT NULL,
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    content     {text} NOT NULL,
    agenda      {text} NOT NULL,
    reason      {text} NOT NULL, -- of a correction
    approved_on {text} NOT NULL, -- a day
    approved_in {int} REFERENCES meetings (id), -- NULL: in writing, between two meetings
    PRIMARY KEY (minutes_id, number)
){strict};

-- What a panel has decided, by number and year. motion: which one of the minutes.
CREATE TABLE decisions (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    panel_id   {int} NOT NULL REFERENCES panels (id),
    minutes_id {int} NOT NULL REFERENCES minutes (id),
    motion     {text} NOT NULL,
    year       {int} NOT NULL,
    number     {int} NOT NULL
){strict};
CREATE UNIQUE INDEX decisions_number ON decisions (panel_id, year, number);
CREATE UNIQUE INDEX decisions_motion ON decisions (minutes_id, motion);

-- The links in the letters to those who were there, as digests: one for each letter.
CREATE TABLE minutes_links (
    token_hash {text} NOT NULL PRIMARY KEY,
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    minutes_id {int} NOT NULL REFERENCES minutes (id),
    person_id  {int} NOT NULL REFERENCES persons (id),
    made_at    {text} NOT NULL
){strict};
CREATE INDEX minutes_links_person ON minutes_links (person_id);

-- What they say is wrong. person_id: NULL once they are erased. mark: of the form, so that a press that is repeated says it once.
CREATE TABLE amendments (
    id          {pk_once},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    minutes_id  {int} NOT NULL REFERENCES minutes (id),
    person_id   {int} REFERENCES persons (id),
    item_id     {int}, -- an agenda item, which may have been erased since; NULL: about the whole
    text        {text} NOT NULL,
    received_at {text} NOT NULL,
    state       {text} NOT NULL,
    word        {text} NOT NULL, -- why it was settled so
    mark        {text} NOT NULL
){strict};
CREATE UNIQUE INDEX amendments_mark ON amendments (tenant_id, mark);
CREATE INDEX amendments_minutes ON amendments (minutes_id);
CREATE INDEX amendments_person ON amendments (person_id);

-- What somebody is to do after a meeting. Of whom it is, an account or a person, is NULL for nobody yet.
CREATE TABLE tasks (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    panel_id   {int} NOT NULL REFERENCES panels (id),
    meeting_id {int} NOT NULL REFERENCES meetings (id),
    text       {text} NOT NULL,
    account_id {int} REFERENCES accounts (id),
    person_id  {int} REFERENCES persons (id),
    due        {text}, -- a day
    state      {text} NOT NULL,
    word       {text} NOT NULL, -- what came of it
    mark       {text} NOT NULL,
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX tasks_mark ON tasks (tenant_id, mark);
CREATE INDEX tasks_open ON tasks (tenant_id, state, panel_id);
CREATE INDEX tasks_meeting ON tasks (meeting_id);
CREATE INDEX tasks_person ON tasks (person_id);
