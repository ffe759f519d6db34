-- Programmes of funding with their calls, applications, grants, and the budget of measures (docs/adr/0091). Amounts are
-- cents, NULL where nobody knows them; shares are ten-thousandths. Days may be partial where no rule is reckoned from
-- them. body_id, mark, list_text: as of goals.
CREATE TABLE funding_programmes (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    title          {text} NOT NULL,
    authority      {text} NOT NULL, -- who gives the money
    aims           {text} NOT NULL, -- each line one
    text           {text} NOT NULL, -- what it did or does here
    starts         {text},
    ends           {text},
    amount         {int}, -- what the district got of it, as far as no grant says so
    is_approximate {bool} NOT NULL,
    link           {text} NOT NULL,
    is_uncertain   {bool} NOT NULL,
    remark         {text} NOT NULL,
    source         {text} NOT NULL,
    list_text      {text} NOT NULL,
    mark           {text} NOT NULL,
    version        {int} NOT NULL DEFAULT 1,
    changed_at     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX funding_programmes_mark ON funding_programmes (tenant_id, mark);

CREATE TABLE funding_calls (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    programme_id   {int} NOT NULL REFERENCES funding_programmes (id),
    title          {text} NOT NULL,
    opens          {text},
    deadline       {text}, -- a whole day; NULL: one may apply at any time, or nobody knows
    deadline_text  {text} NOT NULL,
    kind           {text}, -- share, deficit, fixed; NULL: not known
    share          {int}, -- of the eligible cost
    fixed          {int},
    most           {int},
    least          {int}, -- below it nothing is granted
    own_share      {int}, -- at least, of the eligible cost
    cost_kinds     {text} NOT NULL, -- eligible ones, by their words; "": all
    eligible_text  {text} NOT NULL,
    rules          {text} NOT NULL,
    link           {text} NOT NULL,
    remark         {text} NOT NULL,
    source         {text} NOT NULL,
    mark           {text} NOT NULL,
    version        {int} NOT NULL DEFAULT 1,
    changed_at     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX funding_calls_mark ON funding_calls (tenant_id, mark);
CREATE INDEX funding_calls_programme ON funding_calls (programme_id, id);
CREATE INDEX funding_calls_deadline ON funding_calls (tenant_id, deadline) WHERE deadline IS NOT NULL;

CREATE TABLE funding_applications (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    body_id        {int} REFERENCES bodies (id),
    programme_id   {int} REFERENCES funding_programmes (id),
    call_id        {int} REFERENCES funding_calls (id), -- of that programme
    authority      {text} NOT NULL, -- to whom, where no programme says so
    reference      {text} NOT NULL, -- under which it is kept there
    title          {text} NOT NULL,
    purpose        {text} NOT NULL,
    starts         {text},
    ends           {text},
    asked          {int}, -- for how much
    own            {int}, -- what its owner puts in
    other          {int}, -- what others do
    state          {text} NOT NULL, -- drafted, submitted, granted, refused, withdrawn: what its last step says
    is_uncertain   {bool} NOT NULL,
    remark         {text} NOT NULL,
    source         {text} NOT NULL,
    list_text      {text} NOT NULL,
    mark           {text} NOT NULL,
    version        {int} NOT NULL DEFAULT 1,
    changed_at     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX funding_applications_mark ON funding_applications (tenant_id, mark);
CREATE INDEX funding_applications_programme ON funding_applications (programme_id, id);
CREATE INDEX funding_applications_call ON funding_applications (call_id);
CREATE INDEX funding_applications_open ON funding_applications (tenant_id, id) WHERE state IN ('drafted', 'submitted');

-- What it asks money for. The cost of a measure in a year is named by as many applications as pay for it.
CREATE TABLE funding_application_costs (
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    application_id {int} NOT NULL REFERENCES funding_applications (id),
    position       {int} NOT NULL,
    kind           {text} NOT NULL,
    what           {text} NOT NULL,
    measure_id     {int} REFERENCES measures (id),
    year           {int},
    cost           {int} NOT NULL,
    eligible       {int} NOT NULL,
    PRIMARY KEY (application_id, position)
){strict};
CREATE INDEX funding_application_costs_measure ON funding_application_costs (measure_id, year);

-- The way of an application, in the order in which it was noted; the last one may be taken back.
CREATE TABLE funding_application_steps (
    id             {pk_once},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    application_id {int} NOT NULL REFERENCES funding_applications (id),
    state          {text} NOT NULL,
    day            {text}, -- NULL where nobody knows
    reason         {text} NOT NULL,
    amount         {int}, -- of granted: how much
    noted_by       {text} NOT NULL, -- Actor::code()
    noted_at       {text} NOT NULL
){strict};
CREATE INDEX funding_application_steps_application ON funding_application_steps (application_id, id);

-- A grant, from an application or without one. What is paid, spent and proven of it: 0097.
CREATE TABLE grants (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    body_id        {int} REFERENCES bodies (id),
    application_id {int} REFERENCES funding_applications (id),
    programme_id   {int} REFERENCES funding_programmes (id),
    authority      {text} NOT NULL,
    reference      {text} NOT NULL,
    title          {text} NOT NULL,
    purpose        {text} NOT NULL,
    granted_on     {text}, -- the day of the notice; may be partial
    starts         {text}, -- the time for which it is granted
    ends           {text},
    kind           {text}, -- share, deficit, fixed; NULL: not known
    share          {int},
    amount         {int}, -- at most; NULL: not known
    is_approximate {bool} NOT NULL,
    eligible       {int}, -- cost as the notice has accepted it
    own            {int},
    other          {int},
    use_months     {int} NOT NULL, -- within how many months what is paid out has to be used
    proof_due      {text}, -- a whole day
    conditions     {text} NOT NULL, -- of the notice, each line one
    contact        {text} NOT NULL, -- who is asked at the giver
    notice_file    {text}, -- its digest in the store of files
    notice_size    {int} NOT NULL DEFAULT 0, -- bytes
    is_uncertain   {bool} NOT NULL,
    remark         {text} NOT NULL,
    source         {text} NOT NULL,
    list_text      {text} NOT NULL,
    mark           {text} NOT NULL,
    version        {int} NOT NULL DEFAULT 1,
    changed_at     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX grants_mark ON grants (tenant_id, mark);
CREATE UNIQUE INDEX grants_application ON grants (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX grants_programme ON grants (programme_id);
CREATE INDEX grants_proof ON grants (tenant_id, proof_due) WHERE proof_due IS NOT NULL;

-- Which measure depends on which application, or on which grant that came without one.
CREATE TABLE funding_dependencies (
    id             {pk_once},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    body_id        {int} REFERENCES bodies (id), -- whose measure it is, which never changes
    measure_id     {int} NOT NULL REFERENCES measures (id),
    application_id {int} REFERENCES funding_applications (id),
    grant_id       {int} REFERENCES grants (id),
    CHECK ((application_id IS NULL) <> (grant_id IS NULL))
){strict};
CREATE UNIQUE INDEX funding_dependencies_application ON funding_dependencies (measure_id, application_id) WHERE application_id IS NOT NULL;
CREATE UNIQUE INDEX funding_dependencies_grant ON funding_dependencies (measure_id, grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX funding_dependencies_of_application ON funding_dependencies (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX funding_dependencies_of_grant ON funding_dependencies (grant_id) WHERE grant_id IS NOT NULL;

-- Money of a measure in a year from one source.
CREATE TABLE budget_lines (
    id             {pk_once},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    body_id        {int} REFERENCES bodies (id), -- as of funding_dependencies
    measure_id     {int} NOT NULL REFERENCES measures (id),
    year           {int} NOT NULL,
    source         {text} NOT NULL, -- own, municipal, state, federal, european, foundation, sponsor, fees, other
    source_text    {text} NOT NULL, -- "Integrationsministerium NRW"
    application_id {int} REFERENCES funding_applications (id), -- on which it hangs, or …
    grant_id       {int} REFERENCES grants (id), -- … on a grant that came without one
    planned        {int},
    secured        {int},
    committed      {int}, -- with what is spent of it
    spent          {int},
    as_of          {text} NOT NULL, -- the day of these amounts
    remark         {text} NOT NULL,
    mark           {text} NOT NULL,
    version        {int} NOT NULL DEFAULT 1,
    changed_at     {text} NOT NULL,
    CHECK (application_id IS NULL OR grant_id IS NULL)
){strict};
CREATE UNIQUE INDEX budget_lines_mark ON budget_lines (tenant_id, mark);
CREATE INDEX budget_lines_measure ON budget_lines (measure_id, year);
CREATE INDEX budget_lines_year ON budget_lines (tenant_id, year);
CREATE INDEX budget_lines_application ON budget_lines (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX budget_lines_grant ON budget_lines (grant_id) WHERE grant_id IS NOT NULL;
