-- Tenants: one district installation each; inside it bodies (the Kreis and its municipalities) own records.
-- Organisational units change their names: every name is kept with the dates for which it held.

CREATE TABLE tenants (
    id                {pk},
    slug              {text} NOT NULL,
    name              {text} NOT NULL,
    ags               {text} NOT NULL,
    zone              {text} NOT NULL,
    source_language   {text} NOT NULL,
    is_demonstration  {bool} NOT NULL,
    help_name         {text} NOT NULL,
    help_phone        {text} NOT NULL,
    help_email        {text} NOT NULL,
    help_address      {text} NOT NULL,
    map_view_box      {text} NOT NULL,
    map_attribution   {text} NOT NULL,
    created_at        {text} NOT NULL
){strict};
CREATE UNIQUE INDEX tenants_slug ON tenants (slug);

-- Which tenant answers under which host name; a lone tenant answers under every name.
CREATE TABLE tenant_hosts (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    host       {text} NOT NULL
){strict};
CREATE UNIQUE INDEX tenant_hosts_host ON tenant_hosts (host);

-- The languages of the public pages in the order of the language menu. A text that is missing in one is
-- shown in its fallback language, openly, and at the end in the source language.
CREATE TABLE tenant_languages (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    position   {int} NOT NULL,
    tag        {text} NOT NULL,
    fallback   {text}
){strict};
CREATE UNIQUE INDEX tenant_languages_tag ON tenant_languages (tenant_id, tag);

CREATE TABLE bodies (
    id                 {pk},
    tenant_id          {int} NOT NULL REFERENCES tenants (id),
    parent_id          {int} REFERENCES bodies (id),
    kind               {text} NOT NULL,
    slug               {text} NOT NULL,
    name               {text} NOT NULL,
    official_kind      {text} NOT NULL,
    ags                {text} NOT NULL,
    ars                {text} NOT NULL,
    latitude           {real},
    longitude          {real},
    area_km2           {real},
    population         {int},
    population_source  {text} NOT NULL,
    intro              {text} NOT NULL,
    outline            {text} NOT NULL,
    label_x            {real},
    label_y            {real},
    CONSTRAINT bodies_kind CHECK (kind IN ('district', 'municipality'))
){strict};
CREATE UNIQUE INDEX bodies_slug ON bodies (tenant_id, slug);
CREATE INDEX bodies_parent ON bodies (parent_id);

CREATE TABLE organisational_units (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    body_id    {int} NOT NULL REFERENCES bodies (id),
    key        {text} NOT NULL
){strict};
CREATE UNIQUE INDEX organisational_units_key ON organisational_units (tenant_id, key);
CREATE INDEX organisational_units_body ON organisational_units (body_id);

-- Dates may be partial (2008, 2008-09); an unsure fact is kept as such, never decided silently.
CREATE TABLE organisational_unit_names (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    unit_id     {int} NOT NULL REFERENCES organisational_units (id),
    name        {text} NOT NULL,
    valid_from  {text},
    valid_to    {text},
    uncertain   {bool} NOT NULL,
    remark      {text} NOT NULL
){strict};
CREATE INDEX organisational_unit_names_unit ON organisational_unit_names (unit_id);
