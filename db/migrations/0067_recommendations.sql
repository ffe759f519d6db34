-- What the conference asks of politics, administration or practice, and what became of it (docs/adr/0067). panel_id: the field
-- of action, or the conference for what concerns all of its fields; thereby it belongs to that panel's owner. state and
-- state_… are those of the last step, so that its versions keep what is taken back. adopted_on: of its adoption, where that day
-- is unknown that of the meeting as it was then; for the lists of the office. mark, list_text: as of meetings.
CREATE TABLE recommendations (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    panel_id       {int} NOT NULL REFERENCES panels (id),
    group_id       {int} REFERENCES panels (id), -- where it was drafted
    number         {text} NOT NULL, -- its own, as the conference counts: "2007/1"
    title          {text} NOT NULL,
    addressees     {text} NOT NULL, -- words with one blank between them
    text           {text} NOT NULL, -- "" where it is not known
    reasons        {text} NOT NULL,
    proposed_by    {text} NOT NULL, -- a function or a group, no name
    meeting_id     {int} REFERENCES meetings (id), -- where it was proposed
    owner_id       {int} REFERENCES panels (id), -- who owes the answer
    owner_office   {text} NOT NULL, -- the same, where that is no panel
    due            {text}, -- until when
    is_uncertain   {bool} NOT NULL,
    remark         {text} NOT NULL,
    source         {text} NOT NULL,
    state          {text} NOT NULL,
    state_day      {text}, -- may be partial, NULL where nobody knows
    state_note     {text} NOT NULL,
    state_meeting  {int} REFERENCES meetings (id),
    state_as       {text}, -- goal or measure
    state_link     {text} NOT NULL,
    state_until    {text},
    outcome        {text}, -- taken_up, deferred or declined; NULL: none yet
    deferred_until {text}, -- only of deferred
    adopted_on     {text}, -- may be partial
    list_text      {text} NOT NULL,
    mark           {text} NOT NULL,
    version        {int} NOT NULL DEFAULT 1,
    changed_at     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX recommendations_mark ON recommendations (tenant_id, mark);
CREATE INDEX recommendations_state ON recommendations (tenant_id, state, id);
CREATE INDEX recommendations_panel ON recommendations (panel_id, id);

-- Its course, one step after the other. note: the answer, the reason, or what it was taken up as.
CREATE TABLE recommendation_steps (
    id                {pk},
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    recommendation_id {int} NOT NULL REFERENCES recommendations (id),
    state             {text} NOT NULL, -- which it came to by this step
    day               {text}, -- may be partial, NULL where nobody knows
    meeting_id        {int} REFERENCES meetings (id),
    taken_up_as       {text}, -- goal or measure, only of taken_up
    note              {text} NOT NULL,
    link              {text} NOT NULL,
    until             {text}, -- only of deferred
    made_at           {text} NOT NULL
){strict};
CREATE INDEX recommendation_steps_of ON recommendation_steps (recommendation_id, id);

-- What colleagues say of it among themselves. No number is given twice: whoever presses an old button must not delete the
-- comment of another. mark: of the form, as of panels.
CREATE TABLE recommendation_comments (
    id                {pk_once},
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    recommendation_id {int} NOT NULL REFERENCES recommendations (id),
    author            {text} NOT NULL, -- Actor::code()
    text              {text} NOT NULL,
    mark              {text} NOT NULL,
    written_at        {text} NOT NULL
){strict};
CREATE UNIQUE INDEX recommendation_comments_mark ON recommendation_comments (tenant_id, mark);
CREATE INDEX recommendation_comments_of ON recommendation_comments (recommendation_id, id);
