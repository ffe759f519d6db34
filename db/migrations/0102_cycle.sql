-- Years of the steering group (docs/adr/0092). body_id: whose, NULL for the Kreis, as of goals. A year is closed where closed_years
-- has a row for it.
CREATE TABLE steering_years (
    id         {pk_once}, -- one in which nobody has written anything may be deleted
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    body_id    {int} REFERENCES bodies (id),
    year       {int} NOT NULL,
    panel_id   {int} REFERENCES panels (id), -- whose meetings steer it; NULL: nobody has said
    remark     {text} NOT NULL,
    source     {text} NOT NULL,
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX steering_years_once ON steering_years (tenant_id, COALESCE(body_id, 0), year);
CREATE INDEX steering_years_panel ON steering_years (panel_id);

-- Six of each year, one of each kind.
CREATE TABLE steering_steps (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    year_id    {int} NOT NULL REFERENCES steering_years (id),
    kind       {text} NOT NULL, -- screening, stocktaking, priorities, strategies, conditions, evaluation
    account_id {int} REFERENCES accounts (id), -- who sees to it …
    owner      {text} NOT NULL, -- … or whose function that is, in words
    due        {text}, -- may be partial
    state      {text} NOT NULL, -- open, running, done, skipped
    outcome    {text} NOT NULL, -- what came of it, or why it was skipped
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX steering_steps_kind ON steering_steps (year_id, kind);
CREATE INDEX steering_steps_account ON steering_steps (account_id) WHERE state IN ('open', 'running');

CREATE TABLE steering_step_lines (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    step_id   {int} NOT NULL REFERENCES steering_steps (id),
    position  {int} NOT NULL,
    title     {text} NOT NULL,
    done_on   {text}, -- NULL: open
    PRIMARY KEY (step_id, position)
){strict};

CREATE TABLE steering_step_documents (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    step_id   {int} NOT NULL REFERENCES steering_steps (id),
    position  {int} NOT NULL,
    title     {text} NOT NULL,
    link      {text} NOT NULL, -- https://…
    PRIMARY KEY (step_id, position)
){strict};

-- motion: as the minutes of that meeting name it.
CREATE TABLE steering_step_decisions (
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    step_id    {int} NOT NULL REFERENCES steering_steps (id),
    meeting_id {int} NOT NULL REFERENCES meetings (id),
    motion     {text} NOT NULL,
    PRIMARY KEY (step_id, meeting_id, motion)
){strict};
CREATE INDEX steering_step_decisions_meeting ON steering_step_decisions (meeting_id);

-- What a goal or a measure weighs in a year. The criteria are 1 to 5, NULL where nobody has answered; 5 always speaks for it.
CREATE TABLE priorities (
    id            {pk_once},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    year_id       {int} NOT NULL REFERENCES steering_years (id),
    goal_id       {int} REFERENCES goals (id), -- one of both
    measure_id    {int} REFERENCES measures (id),
    need          {int},
    influence     {int},
    cost          {int},
    resolution    {int},
    reason        {text} NOT NULL, -- of the criteria
    rank_by_group {int}, -- NULL: as reckoned
    rank_reason   {text} NOT NULL,
    rank_set_by   {text}, -- Actor::code() of whoever said so; NULL with that
    rank_set_at   {text},
    source        {text} NOT NULL, -- of criteria that somebody took over: "Bewertung 2009"
    mark          {text} NOT NULL,
    version       {int} NOT NULL DEFAULT 1,
    changed_at    {text} NOT NULL,
    CHECK ((goal_id IS NULL) <> (measure_id IS NULL))
){strict};
CREATE UNIQUE INDEX priorities_goal ON priorities (year_id, goal_id) WHERE goal_id IS NOT NULL;
CREATE UNIQUE INDEX priorities_measure ON priorities (year_id, measure_id) WHERE measure_id IS NOT NULL;
CREATE UNIQUE INDEX priorities_mark ON priorities (tenant_id, mark);
CREATE INDEX priorities_of_goal ON priorities (goal_id);
CREATE INDEX priorities_of_measure ON priorities (measure_id);

-- One view of one measure in a year: of the unit in charge once, of others by whom they are.
CREATE TABLE evaluations_of_measures (
    id          {pk_once},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    year_id     {int} NOT NULL REFERENCES steering_years (id),
    measure_id  {int} NOT NULL REFERENCES measures (id),
    view_of     {text} NOT NULL, -- self, external
    evaluator   {text} NOT NULL, -- a unit, an organisation or a function, nobody's name
    day         {text} NOT NULL,
    effect      {int} NOT NULL, -- 1 to 5
    effort      {int} NOT NULL, -- 1 to 5; 5 is much
    lessons     {text} NOT NULL,
    verdict     {text} NOT NULL, -- continue, change, end
    verdict_why {text} NOT NULL,
    written_by  {text} NOT NULL, -- Actor::code() of whoever wrote it down
    mark        {text} NOT NULL,
    version     {int} NOT NULL DEFAULT 1,
    changed_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX evaluations_of_measures_self ON evaluations_of_measures (year_id, measure_id) WHERE view_of = 'self';
CREATE UNIQUE INDEX evaluations_of_measures_mark ON evaluations_of_measures (tenant_id, mark);
CREATE INDEX evaluations_of_measures_year ON evaluations_of_measures (year_id, measure_id);
CREATE INDEX evaluations_of_measures_measure ON evaluations_of_measures (measure_id);

-- Since when a measure is what its state says, and since when a light by hand holds: of the end of a year only what was so by then is told.
-- Of those that there are already nothing is known but when somebody changed the measure last.
ALTER TABLE measures ADD COLUMN state_since {text};
ALTER TABLE measures ADD COLUMN hand_since {text};
UPDATE measures SET state_since = SUBSTR(changed_at, 1, 10);
UPDATE measures SET hand_since = SUBSTR(changed_at, 1, 10) WHERE hand_light IS NOT NULL;
