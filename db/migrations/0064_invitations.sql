-- Who is asked to come to a meeting, and what they answer (docs/adr/0066). uid: of the date in the calendars of those who were
-- asked. told: a mark of what the last letter said; '' where none has left. leaving: the mark of one that may have left, '' where
-- told says it all; leaving_job: the job that sends it. letters: how many may have left. answered_about: the mark of what was answered. is_withdrawn: was asked, and is not any more. job_id: of the last letter; NULL where none was ordered.
-- Jobs name these numbers, hence none is given twice.
CREATE TABLE invitations (
    id             {pk_once},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    meeting_id     {int} NOT NULL REFERENCES meetings (id),
    person_id      {int} NOT NULL REFERENCES persons (id),
    invited_as     {text} NOT NULL,
    uid            {text} NOT NULL,
    told           {text} NOT NULL,
    leaving        {text} NOT NULL,
    leaving_job    {int},
    letters        {int} NOT NULL,
    told_at        {text},
    reminded_at    {text},
    job_id         {int},
    answer         {text} NOT NULL,
    answer_note    {text} NOT NULL,
    answered_at    {text},
    answered_about {text} NOT NULL,
    is_withdrawn   {bool} NOT NULL,
    version        {int} NOT NULL DEFAULT 1
){strict};
CREATE UNIQUE INDEX invitations_person ON invitations (meeting_id, person_id);
CREATE INDEX invitations_of_person ON invitations (person_id);

-- The links that stand in these letters, as digests: one for each letter, all of them work until the meeting is over.
CREATE TABLE invitation_links (
    token_hash    {text} NOT NULL PRIMARY KEY,
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    invitation_id {int} NOT NULL REFERENCES invitations (id),
    made_at       {text} NOT NULL
){strict};
CREATE INDEX invitation_links_invitation ON invitation_links (invitation_id);

-- What the letters of a meeting say beside its facts, as it was sent last.
CREATE TABLE convocations (
    meeting_id  {int} NOT NULL PRIMARY KEY REFERENCES meetings (id),
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    words       {text} NOT NULL,
    reply_by    {text}, -- a day
    remind_days {int} NOT NULL, -- before the meeting; 0: nobody is reminded
    sent_at     {text} NOT NULL
){strict};
