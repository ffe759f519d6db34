-- What stays of registrations once their names are erased (docs/adr/0074): how many, in cuts that are not tied to each other. Each cut has
-- all people of a session: by part and role, and by municipality (body_id NULL: elsewhere, or not said). A session may have a row of a
-- group twice, should it have got a later day; they are added.
CREATE TABLE participant_totals (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    cut          {text} NOT NULL,
    part_id      {int} REFERENCES programme_parts (id),
    role         {text},
    body_id      {int} REFERENCES bodies (id),
    registered   {int} NOT NULL,
    came         {int} NOT NULL, -- of those who registered
    again        {int} NOT NULL, -- of those who came: in another line, too, where they are counted
    waiting      {int} NOT NULL, -- also with an offer that they had not taken
    CHECK ((part_id IS NULL) = (cut <> 'part') AND (role IS NULL) = (cut <> 'part') AND (body_id IS NULL OR cut = 'municipality'))
){strict};
CREATE INDEX participant_totals_programme ON participant_totals (programme_id);
CREATE INDEX participant_totals_part ON participant_totals (part_id);

-- Of parties that ended before, which leave no people; and the last day on which registrations of the session were erased.
CREATE TABLE registration_totals (
    programme_id {int} PRIMARY KEY REFERENCES programmes (id),
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    cancelled    {int} NOT NULL,
    gone         {int} NOT NULL, -- left the waiting list, or their offer lapsed
    erased_on    {text} NOT NULL
){strict};

-- Whoever is in two parties and came is one person (docs/adr/0082).
ALTER TABLE participants ADD COLUMN again {bool} NOT NULL DEFAULT FALSE;

-- Who waits, was not reached by telephone, and has given a mail address since, waits like all others.
UPDATE registrations SET offered_until = NULL WHERE state = 'waiting' AND mail <> '';
