-- What people say of a session afterwards (docs/adr/0080). slug: of its address. closes_on: the last day on which forms are taken.
-- filled: how many came. asked_on: letters to whoever had registered were ordered, NULL before. closed_on: NULL while it is open.
CREATE TABLE evaluations (
    meeting_id    {int} NOT NULL PRIMARY KEY REFERENCES meetings (id),
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    slug          {text} NOT NULL,
    state         {text} NOT NULL,
    closes_on     {text} NOT NULL,
    filled        {int} NOT NULL DEFAULT 0,
    shows_results {bool} NOT NULL,
    asked_on      {text},
    closed_on     {text},
    version       {int} NOT NULL DEFAULT 1
){strict};
CREATE UNIQUE INDEX evaluations_slug ON evaluations (tenant_id, slug);

-- How often each choice was made; all rows are there from the beginning, and each form writes all of them. Closing deletes those of
-- questions that too few have answered. No column here or below says when something came, or with what else.
CREATE TABLE evaluation_counts (
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    meeting_id {int} NOT NULL REFERENCES evaluations (meeting_id),
    question   {text} NOT NULL,
    choice     {int} NOT NULL,
    given      {int} NOT NULL DEFAULT 0,
    PRIMARY KEY (meeting_id, question, choice)
){strict};

-- What was written, under numbers drawn by lot; each form writes all texts of its session anew, in the order of these.
CREATE TABLE evaluation_texts (
    number     {int} NOT NULL PRIMARY KEY,
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    meeting_id {int} NOT NULL REFERENCES evaluations (meeting_id),
    kind       {text} NOT NULL,
    text       {text} NOT NULL
){strict};
CREATE INDEX evaluation_texts_meeting ON evaluation_texts (meeting_id, number);

-- Which forms came, as digests of their keys, so that one that is sent twice counts once. Emptied on closing.
CREATE TABLE evaluation_marks (
    meeting_id {int} NOT NULL REFERENCES evaluations (meeting_id),
    form_mark  {text} NOT NULL,
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    PRIMARY KEY (meeting_id, form_mark)
){strict};
