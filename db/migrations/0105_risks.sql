-- Risks and tasks of measures (docs/adr/0095). Both are told by the versions of their measure, and go by its version.
CREATE TABLE measure_risks (
    id          {pk_once},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    measure_id  {int} NOT NULL REFERENCES measures (id),
    position    {int} NOT NULL,
    title       {text} NOT NULL,
    probability {text} NOT NULL, -- low, medium, high; damage likewise
    damage      {text} NOT NULL,
    response    {text} NOT NULL, -- what is done about it
    unit_id     {int} REFERENCES organisational_units (id), -- who looks after it …
    office      {text} NOT NULL, -- … where it is no unit of the list
    state       {text} NOT NULL, -- open, handled, occurred
    checked_on  {text} NOT NULL -- when somebody looked at it last
){strict};
CREATE INDEX measure_risks_measure ON measure_risks (measure_id, position);
CREATE INDEX measure_risks_unit ON measure_risks (unit_id);
CREATE INDEX measure_risks_open ON measure_risks (tenant_id, checked_on) WHERE state = 'open';

CREATE TABLE measure_tasks (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    measure_id {int} NOT NULL REFERENCES measures (id),
    position   {int} NOT NULL,
    title      {text} NOT NULL,
    account_id {int} REFERENCES accounts (id), -- whose it is …
    who        {text} NOT NULL, -- … where that is no account
    due        {text},
    done_on    {text},
    remark     {text} NOT NULL -- what came of it
){strict};
CREATE INDEX measure_tasks_measure ON measure_tasks (measure_id, position);
CREATE INDEX measure_tasks_account ON measure_tasks (account_id, due);

-- What the rules ask for.
CREATE INDEX figure_reports_unsourced ON figure_reports (tenant_id, day) WHERE source = '' AND state <> 'withdrawn';

-- What began or went on at a meeting.
CREATE INDEX recommendations_meeting ON recommendations (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX recommendation_steps_meeting ON recommendation_steps (meeting_id) WHERE meeting_id IS NOT NULL;
