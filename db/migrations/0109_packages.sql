-- Concept packages (docs/adr/0097): what a district gives out of its concept, and what its municipalities have taken over.

-- Each version of a package that was given out here or brought in, as the file that it is: it can be loaded again to the byte.
CREATE TABLE adoption_packages (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    code       {text} NOT NULL, -- the same for all versions of a package, wherever they are
    number     {int} NOT NULL, -- of the version
    name       {text} NOT NULL,
    issuer     {text} NOT NULL,
    day        {text} NOT NULL,
    public_key {text} NOT NULL, -- by which it is signed; base64url
    is_own     {bool} NOT NULL, -- given out here
    content    {text} NOT NULL,
    hash       {text} NOT NULL, -- SHA-256 of the content
    added_by   {text} NOT NULL, -- Actor::code()
    added_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX adoption_packages_version ON adoption_packages (tenant_id, code, number);

-- A municipality goes by a package. number: the version through which it went last.
CREATE TABLE adoptions (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    body_id    {int} NOT NULL REFERENCES bodies (id),
    code       {text} NOT NULL,
    number     {int} NOT NULL,
    changed_by {text} NOT NULL, -- Actor::code()
    changed_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX adoptions_once ON adoptions (tenant_id, body_id, code);

-- What became of a part of the package there. content: its words when somebody said so last, JSON in one spelling; later versions are
-- compared with them. One record at most says which it became; none of a checklist, and none where it was not taken over.
CREATE TABLE adoption_items (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    adoption_id {int} NOT NULL REFERENCES adoptions (id),
    item_key    {text} NOT NULL, -- as the package names it
    panel_id    {int} REFERENCES panels (id),
    goal_id     {int} REFERENCES goals (id),
    measure_id  {int} REFERENCES measures (id),
    is_taken    {bool} NOT NULL, -- else: not wanted in these words
    content     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX adoption_items_key ON adoption_items (adoption_id, item_key);
CREATE INDEX adoption_items_panel ON adoption_items (panel_id) WHERE panel_id IS NOT NULL;
CREATE INDEX adoption_items_goal ON adoption_items (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX adoption_items_measure ON adoption_items (measure_id) WHERE measure_id IS NOT NULL;

-- Which advice was about a package, and which application asks for money for it.
CREATE TABLE adoption_links (
    id             {pk_once},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    code           {text} NOT NULL,
    advice_id      {int} REFERENCES advice (id),
    application_id {int} REFERENCES funding_applications (id),
    CHECK ((advice_id IS NULL) <> (application_id IS NULL))
){strict};
CREATE UNIQUE INDEX adoption_links_advice ON adoption_links (advice_id, code) WHERE advice_id IS NOT NULL;
CREATE UNIQUE INDEX adoption_links_application ON adoption_links (application_id, code) WHERE application_id IS NOT NULL;
CREATE INDEX adoption_links_package ON adoption_links (tenant_id, code);
