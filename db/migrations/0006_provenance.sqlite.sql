-- Offers: childcare may be there partly; no cost below zero; an exception begins before it ends; since when the
-- public may see an offer; of each source the day, of each unsure field the word of whoever entered it.
-- Organisational units: kind, parent, short names, file codes, and when and where each of them was read.
-- SQLite cannot change a CHECK: the two tables are built anew.

CREATE TABLE offers_new (
    id               {pk},
    tenant_id        {int} NOT NULL REFERENCES tenants (id),
    public_id        {text} NOT NULL,
    key              {text} NOT NULL,
    slug             {text} NOT NULL,
    organisation_id  {int} REFERENCES organisations (id),
    body_id          {int} REFERENCES bodies (id),
    reach            {text} NOT NULL,
    kind             {text} NOT NULL,
    subkind          {text} NOT NULL,
    status           {text} NOT NULL,
    title            {text} NOT NULL,
    summary          {text} NOT NULL,
    description      {text} NOT NULL,
    target_group     {text} NOT NULL,
    email            {text} NOT NULL,
    website          {text} NOT NULL,
    street           {text} NOT NULL,
    postal_code      {text} NOT NULL,
    city             {text} NOT NULL,
    address_note     {text} NOT NULL,
    latitude         {real},
    longitude        {real},
    appointment      {text} NOT NULL,
    always_open      {bool} NOT NULL,
    hours_text       {text} NOT NULL,
    hours_as_of      {text},
    cost             {text} NOT NULL,
    cost_cents       {int},
    cost_note        {text} NOT NULL,
    childcare        {text} NOT NULL,
    wheelchair       {text} NOT NULL,
    course_type      {text} NOT NULL,
    level_from       {text} NOT NULL,
    level_to         {text} NOT NULL,
    next_start       {text},
    free_places      {int},
    is_example       {bool} NOT NULL,
    as_of            {text},
    confirmed_on     {text},
    outdated_risk    {text} NOT NULL,
    remark           {text} NOT NULL,
    content_hash     {text} NOT NULL,
    created_at       {text} NOT NULL,
    changed_at       {text} NOT NULL,
    published_at     {text},
    CONSTRAINT offers_reach CHECK (reach IN ('municipality', 'district', 'nationwide')),
    CONSTRAINT offers_kind CHECK (kind IN ('integration_course', 'mbe', 'jmd', 'other_offer',
                                           'general_information', 'infrastructure')),
    CONSTRAINT offers_status CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily_closed')),
    CONSTRAINT offers_cost CHECK (cost IN ('free', 'fee', 'unknown')),
    CONSTRAINT offers_childcare CHECK (childcare IN ('yes', 'partly', 'no', 'unknown')),
    CONSTRAINT offers_wheelchair CHECK (wheelchair IN ('yes', 'partly', 'no', 'unknown')),
    CONSTRAINT offers_appointment CHECK (appointment IN ('required', 'possible', 'none', 'unknown')),
    CONSTRAINT offers_free_places CHECK (free_places IS NULL OR free_places >= 0),
    CONSTRAINT offers_cost_cents CHECK (cost_cents IS NULL OR cost_cents >= 0)
){strict};
INSERT INTO offers_new
      (id, tenant_id, public_id, key, slug, organisation_id, body_id, reach, kind, subkind, status, title,
       summary, description, target_group, email, website, street, postal_code, city, address_note, latitude,
       longitude, appointment, always_open, hours_text, hours_as_of, cost, cost_cents, cost_note, childcare,
       wheelchair, course_type, level_from, level_to, next_start, free_places, is_example, as_of,
       confirmed_on, outdated_risk, remark, content_hash, created_at, changed_at)
SELECT id, tenant_id, public_id, key, slug, organisation_id, body_id, reach, kind, subkind, status, title,
       summary, description, target_group, email, website, street, postal_code, city, address_note, latitude,
       longitude, appointment, always_open, hours_text, hours_as_of, cost,
       CASE WHEN cost_cents < 0 THEN NULL ELSE cost_cents END, cost_note, childcare, wheelchair, course_type,
       level_from, level_to, next_start, free_places, is_example, as_of, confirmed_on, outdated_risk, remark,
       content_hash, created_at, changed_at
  FROM offers;
DROP TABLE offers;
ALTER TABLE offers_new RENAME TO offers;
CREATE UNIQUE INDEX offers_key ON offers (tenant_id, key);
CREATE UNIQUE INDEX offers_slug ON offers (tenant_id, slug);
CREATE UNIQUE INDEX offers_public_id ON offers (public_id);
CREATE INDEX offers_body ON offers (body_id);
CREATE INDEX offers_organisation ON offers (organisation_id);

-- An offer that is public now was published; of an ended one nobody knows, and a title that was never public must
-- not become so by its end.
UPDATE offers SET published_at = created_at WHERE status IN ('active', 'temporarily_closed');

CREATE TABLE offer_exceptions_new (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    offer_id     {int} NOT NULL REFERENCES offers (id),
    day          {text} NOT NULL,
    is_closed    {bool} NOT NULL,
    from_minute  {int},
    to_minute    {int},
    note         {text} NOT NULL,
    CONSTRAINT offer_exceptions_minutes CHECK (is_closed OR (from_minute IS NOT NULL AND to_minute IS NOT NULL
        AND from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440))
){strict};
INSERT INTO offer_exceptions_new (id, tenant_id, offer_id, day, is_closed, from_minute, to_minute, note)
SELECT id, tenant_id, offer_id, day, is_closed, from_minute, to_minute, note FROM offer_exceptions
 WHERE is_closed OR (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440);
DROP TABLE offer_exceptions;
ALTER TABLE offer_exceptions_new RENAME TO offer_exceptions;
CREATE INDEX offer_exceptions_offer ON offer_exceptions (offer_id);

-- Where each fact comes from: the day of the source as far as known, and what the file says of an unsure field.
ALTER TABLE offer_sources ADD COLUMN as_of {text};
ALTER TABLE offer_unsure_fields ADD COLUMN word {text} NOT NULL DEFAULT 'verify';

-- parent_key: the unit above, where a source names it; such trees change, so it is no more than a remark.
ALTER TABLE organisational_units ADD COLUMN kind {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_units ADD COLUMN parent_key {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_units ADD COLUMN remark {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_unit_names ADD COLUMN short_name {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_unit_names ADD COLUMN seen_in {text};
ALTER TABLE organisational_unit_names ADD COLUMN source {text} NOT NULL DEFAULT '';

-- Signs such as "FD 32.2" in files and reports, and when they were read.
CREATE TABLE organisational_unit_codes (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    unit_id    {int} NOT NULL REFERENCES organisational_units (id),
    code       {text} NOT NULL,
    seen_in    {text},
    uncertain  {bool} NOT NULL
){strict};
CREATE INDEX organisational_unit_codes_unit ON organisational_unit_codes (unit_id);
