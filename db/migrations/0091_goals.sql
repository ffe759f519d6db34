-- Goals and what was resolved about them (docs/adr/0090). body_id: whose they are, NULL for the Kreis, as of panels. mark,
-- list_text: as of publications. Days may be partial.
CREATE TABLE goals (
    id               {pk},
    tenant_id        {int} NOT NULL REFERENCES tenants (id),
    body_id          {int} REFERENCES bodies (id),
    kind             {text} NOT NULL, -- guiding, operational
    panel_id         {int} REFERENCES panels (id), -- the field of action; NULL: of all fields
    parent_id        {int} REFERENCES goals (id), -- the goal that it leads to, of the same owner
    serves_id        {int} REFERENCES goals (id), -- of a municipality: the goal of the Kreis that it serves
    number           {text} NOT NULL, -- as the district counts: "L 1"
    title            {text} NOT NULL,
    text             {text} NOT NULL, -- "" where it is not known
    reasons          {text} NOT NULL,
    influence        {text} NOT NULL,
    influence_reason {text} NOT NULL,
    weight           {int} NOT NULL, -- among those with the same parent
    valid_from       {text},
    valid_to         {text},
    is_uncertain     {bool} NOT NULL,
    remark           {text} NOT NULL,
    source           {text} NOT NULL,
    list_text        {text} NOT NULL,
    mark             {text} NOT NULL,
    worded_version   {int} NOT NULL DEFAULT 1, -- in which title and text last became what they are
    version          {int} NOT NULL DEFAULT 1,
    changed_at       {text} NOT NULL
){strict};
CREATE UNIQUE INDEX goals_mark ON goals (tenant_id, mark);
CREATE INDEX goals_parent ON goals (parent_id);
CREATE INDEX goals_serves ON goals (serves_id);
CREATE INDEX goals_panel ON goals (panel_id);

-- Which units of the administration are responsible for one.
CREATE TABLE goal_units (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    goal_id   {int} NOT NULL REFERENCES goals (id),
    unit_id   {int} NOT NULL REFERENCES organisational_units (id),
    position  {int} NOT NULL,
    PRIMARY KEY (goal_id, unit_id)
){strict};
CREATE INDEX goal_units_unit ON goal_units (unit_id);

-- From which recommendations it comes.
CREATE TABLE goal_origins (
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    goal_id           {int} NOT NULL REFERENCES goals (id),
    recommendation_id {int} NOT NULL REFERENCES recommendations (id),
    position          {int} NOT NULL,
    PRIMARY KEY (goal_id, recommendation_id)
){strict};
CREATE INDEX goal_origins_recommendation ON goal_origins (recommendation_id);

CREATE TABLE resolutions (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    body_id      {int} REFERENCES bodies (id),
    panel_id     {int} REFERENCES panels (id), -- who resolved it …
    resolved_by  {text} NOT NULL, -- … where that is no panel of the list
    day          {text}, -- NULL where nobody knows
    kind         {text} NOT NULL, -- mandate, adoption, amendment
    result       {text} NOT NULL,
    paper        {text} NOT NULL, -- its number
    link         {text} NOT NULL,
    wording      {text} NOT NULL, -- "" where it is not known
    is_uncertain {bool} NOT NULL,
    remark       {text} NOT NULL,
    source       {text} NOT NULL,
    list_text    {text} NOT NULL,
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX resolutions_mark ON resolutions (tenant_id, mark);
CREATE INDEX resolutions_panel ON resolutions (panel_id);

-- What a resolution says of a goal: goal_version is the one that was resolved on.
CREATE TABLE resolution_goals (
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    resolution_id {int} NOT NULL REFERENCES resolutions (id),
    goal_id       {int} NOT NULL REFERENCES goals (id),
    goal_version  {int} NOT NULL,
    PRIMARY KEY (resolution_id, goal_id)
){strict};
CREATE INDEX resolution_goals_goal ON resolution_goals (goal_id);
