-- Measures, what is counted of them and what was reported (docs/adr/0090). Values are ten-thousandths. Days may be partial
-- but those of reports, agreed values and lights by hand. body_id, mark, list_text: as of goals.
CREATE TABLE measures (
    id              {pk},
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    body_id         {int} REFERENCES bodies (id),
    panel_id        {int} NOT NULL REFERENCES panels (id), -- its field of action
    number          {text} NOT NULL, -- as the district counts: "M 1"
    title           {text} NOT NULL,
    text            {text} NOT NULL, -- what is done
    audience        {text} NOT NULL, -- for whom
    unit_id         {int} REFERENCES organisational_units (id), -- who is in charge …
    office          {text} NOT NULL, -- … where it is no unit of the list
    state           {text} NOT NULL,
    state_reason    {text} NOT NULL,
    is_recurring    {bool} NOT NULL,
    starts          {text},
    ends            {text},
    deadline        {text},
    deadline_remark {text} NOT NULL,
    reservation     {text} NOT NULL,
    grant_words     {text} NOT NULL, -- on which grant it depends
    report_months   {int} NOT NULL, -- how often its figures are reported
    hand_light      {text}, -- set by somebody instead of the reckoned one
    hand_reason     {text} NOT NULL DEFAULT '',
    hand_by         {text} NOT NULL DEFAULT '', -- Actor::code()
    hand_until      {text},
    is_uncertain    {bool} NOT NULL,
    remark          {text} NOT NULL,
    source          {text} NOT NULL,
    list_text       {text} NOT NULL,
    mark            {text} NOT NULL,
    version         {int} NOT NULL DEFAULT 1,
    changed_at      {text} NOT NULL
){strict};
CREATE UNIQUE INDEX measures_mark ON measures (tenant_id, mark);
CREATE INDEX measures_panel ON measures (panel_id, id);
CREATE INDEX measures_unit ON measures (unit_id);

-- Which goals it serves; weight: among the measures of that goal.
CREATE TABLE measure_goals (
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    measure_id {int} NOT NULL REFERENCES measures (id),
    goal_id    {int} NOT NULL REFERENCES goals (id),
    position   {int} NOT NULL,
    weight     {int} NOT NULL,
    PRIMARY KEY (measure_id, goal_id)
){strict};
CREATE INDEX measure_goals_goal ON measure_goals (goal_id);

CREATE TABLE measure_origins (
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    measure_id        {int} NOT NULL REFERENCES measures (id),
    recommendation_id {int} NOT NULL REFERENCES recommendations (id),
    position          {int} NOT NULL,
    PRIMARY KEY (measure_id, recommendation_id)
){strict};
CREATE INDEX measure_origins_recommendation ON measure_origins (recommendation_id);

-- In which municipalities; none: in all of its owner's area.
CREATE TABLE measure_places (
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    measure_id {int} NOT NULL REFERENCES measures (id),
    body_id    {int} NOT NULL REFERENCES bodies (id),
    position   {int} NOT NULL,
    PRIMARY KEY (measure_id, body_id)
){strict};
CREATE INDEX measure_places_body ON measure_places (body_id);

-- "rund 70 Grundschulen": amount is NULL where nobody has counted.
CREATE TABLE measure_reach (
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    measure_id     {int} NOT NULL REFERENCES measures (id),
    position       {int} NOT NULL,
    amount         {int},
    is_approximate {bool} NOT NULL,
    what           {text} NOT NULL,
    PRIMARY KEY (measure_id, position)
){strict};

CREATE TABLE measure_partners (
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    measure_id {int} NOT NULL REFERENCES measures (id),
    position   {int} NOT NULL,
    name       {text} NOT NULL, -- of an office or an organisation
    PRIMARY KEY (measure_id, position)
){strict};

CREATE TABLE milestones (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    measure_id {int} NOT NULL REFERENCES measures (id),
    position   {int} NOT NULL,
    title      {text} NOT NULL,
    due        {text},
    done_on    {text},
    remark     {text} NOT NULL
){strict};
CREATE INDEX milestones_measure ON milestones (measure_id, position);
CREATE INDEX milestones_open ON milestones (tenant_id, due) WHERE done_on IS NULL;

CREATE TABLE figures (
    id            {pk_once}, -- one without reports may be deleted
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    measure_id    {int} NOT NULL REFERENCES measures (id),
    position      {int} NOT NULL,
    name          {text} NOT NULL,
    unit          {text} NOT NULL,
    aim           {text} NOT NULL, -- at_least, at_most
    target_kind   {text} NOT NULL, -- absolute, increase
    baseline      {int}, -- NULL where nobody knows
    baseline_unit {text} NOT NULL, -- "": the same; another one only of an increase
    baseline_day  {text},
    target        {int} NOT NULL,
    deadline      {text}, -- NULL: that of the measure
    rule          {text} NOT NULL, -- linear, stepwise
    weight        {int} NOT NULL, -- among those of its measure
    mark          {text} NOT NULL,
    version       {int} NOT NULL DEFAULT 1,
    changed_at    {text} NOT NULL
){strict};
CREATE UNIQUE INDEX figures_mark ON figures (tenant_id, mark);
CREATE INDEX figures_measure ON figures (measure_id, position);

-- The values that were agreed for days on the way, where the rule is stepwise.
CREATE TABLE figure_steps (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    figure_id {int} NOT NULL REFERENCES figures (id),
    day       {text} NOT NULL,
    value     {int} NOT NULL,
    PRIMARY KEY (figure_id, day)
){strict};

-- What was reported; nothing is deleted, a wrong one is withdrawn.
CREATE TABLE figure_reports (
    id          {pk_once},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    figure_id   {int} NOT NULL REFERENCES figures (id),
    day         {text} NOT NULL, -- that the value is of
    value       {int} NOT NULL,
    source      {text} NOT NULL,
    remark      {text} NOT NULL,
    state       {text} NOT NULL, -- reported, confirmed, questioned, withdrawn
    question    {text} NOT NULL, -- what was asked about it
    reason      {text} NOT NULL, -- why it was withdrawn
    reported_by {text} NOT NULL, -- Actor::code()
    reported_at {text} NOT NULL,
    decided_by  {text} NOT NULL, -- "" for nobody
    decided_at  {text},
    mark        {text} NOT NULL
){strict};
CREATE UNIQUE INDEX figure_reports_mark ON figure_reports (tenant_id, mark);
CREATE INDEX figure_reports_figure ON figure_reports (figure_id, day);
CREATE INDEX figure_reports_open ON figure_reports (tenant_id, reported_at) WHERE state IN ('reported', 'questioned');
