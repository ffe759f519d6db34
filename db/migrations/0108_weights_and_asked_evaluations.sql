-- What each criterion of the priorities weighs in a year (docs/adr/0092): a row for each year, copied from the year before when it is
-- opened. From 0 to 10 each, at least one above 0; years that were there already have those that the program used until now.
CREATE TABLE priority_weights (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    year_id    {int} NOT NULL REFERENCES steering_years (id),
    need       {int} NOT NULL,
    influence  {int} NOT NULL,
    cost       {int} NOT NULL,
    resolution {int} NOT NULL,
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX priority_weights_year ON priority_weights (year_id);
INSERT INTO priority_weights (tenant_id, year_id, need, influence, cost, resolution, changed_at)
    SELECT tenant_id, id, 4, 3, 2, 1, changed_at FROM steering_years;

-- Who is asked by letter how they see a measure of a year. evaluation_id: what they answered, NULL until then. soon_for, late_for:
-- of which day a reminder was ordered.
CREATE TABLE steering_requests (
    id            {pk_once},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    year_id       {int} NOT NULL REFERENCES steering_years (id),
    measure_id    {int} NOT NULL REFERENCES measures (id),
    view_of       {text} NOT NULL, -- self, external
    evaluator     {text} NOT NULL, -- a unit or an organisation, nobody's name
    mail          {text} NOT NULL, -- "" once it was taken out
    language      {text} NOT NULL, -- of its letters
    until         {text} NOT NULL, -- the day up to which an answer is asked for
    evaluation_id {int} REFERENCES evaluations_of_measures (id),
    asked_at      {text}, -- when its letter was ordered; NULL: it has got none
    soon_for      {text},
    late_for      {text},
    mark          {text} NOT NULL,
    version       {int} NOT NULL DEFAULT 1
){strict};
CREATE INDEX steering_requests_year ON steering_requests (year_id, id);
CREATE INDEX steering_requests_measure ON steering_requests (measure_id);
CREATE INDEX steering_requests_evaluation ON steering_requests (evaluation_id);
CREATE UNIQUE INDEX steering_requests_mark ON steering_requests (tenant_id, mark);
CREATE UNIQUE INDEX steering_requests_self ON steering_requests (year_id, measure_id) WHERE view_of = 'self';
CREATE INDEX steering_requests_open ON steering_requests (tenant_id, until) WHERE evaluation_id IS NULL;
CREATE INDEX steering_requests_mail ON steering_requests (tenant_id, until) WHERE mail <> '';

-- The links in their letters, as digests: one for each letter. address_mark: a digest of link and address.
CREATE TABLE steering_links (
    token_hash   {text} NOT NULL PRIMARY KEY,
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    request_id   {int} NOT NULL REFERENCES steering_requests (id),
    address_mark {text} NOT NULL,
    made_at      {text} NOT NULL
){strict};
CREATE INDEX steering_links_request ON steering_links (request_id);
CREATE INDEX steering_links_tenant ON steering_links (tenant_id);
